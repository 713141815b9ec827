import type { Construct } from 'constructs';
import { AuthorityFunction } from '../constructs/authority-function.ts';
import { certificateCalendar } from '../constructs/calendars.ts';
import { publishedBucket } from '../constructs/published-bucket.ts';
import { revocationDesk, revocationLists } from '../constructs/revocation-lists.ts';
import { groundOf } from './ground-of.ts';
import type { AboveIdentityProps } from './identity.ts';
import { StageStack } from './stage-stack.ts';

/** The certification authority, what it publishes, the operators' counter, and signatures made and verified. */
export class TrustStack extends StageStack {
  constructor(scope: Construct, id: string, props: AboveIdentityProps) {
    super(scope, id, { ...props, description: 'Guichet: certificates, revocation, time-stamps, signatures' });
    const ground = groundOf(props, {
      alarms: props.watch.alarms,
      buckets: { trust: publishedBucket(this, 'trust') },
      queues: {
        notifications: props.verification.notifications,
        'relying-party-messages': props.identity.relyingPartyMessages,
      },
    });
    const streamArn = props.data.tables.revocations.tableStreamArn ?? '';
    new AuthorityFunction(this, 'certificates', ground);
    new AuthorityFunction(this, 'certification', ground);
    revocationLists(this, { ...ground, streamArn });
    new AuthorityFunction(this, 'ocsp', ground);
    new AuthorityFunction(this, 'time-stamper', ground);
    certificateCalendar(this, ground);
    revocationDesk(this, { ...ground, streamArn });
    new AuthorityFunction(this, 'signatures', ground);
    new AuthorityFunction(this, 'signature-verifier', ground);
    new AuthorityFunction(this, 'registry', ground);
  }
}
