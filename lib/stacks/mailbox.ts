import type { Construct } from 'constructs';
import { accountErasuresQueue } from '../constructs/account-erasures.ts';
import { AuthorityFunction } from '../constructs/authority-function.ts';
import { mailboxCalendar } from '../constructs/calendars.ts';
import { courier } from '../constructs/courier-queue.ts';
import { exchangeBucket } from '../constructs/exchange-bucket.ts';
import { moveNoticesQueue } from '../constructs/move-notices.ts';
import { publishedBucket } from '../constructs/published-bucket.ts';
import { groundOf } from './ground-of.ts';
import type { AboveIdentityProps } from './identity.ts';
import { StageStack } from './stage-stack.ts';

/** Registered letters, the post-office box, organisations and their attributes, procedures, moves; and leaving all of it. */
export class MailboxStack extends StageStack {
  constructor(scope: Construct, id: string, props: AboveIdentityProps) {
    super(scope, id, {
      ...props,
      description: 'Guichet: letters, box, organisations, procedures, moves, leaving',
    });
    const { stage } = this;
    const { alarms } = props.watch;
    const box = exchangeBucket(this, {
      stage,
      name: 'box',
      content: 'contents of letters and documents',
      accessLogs: props.data.accessLogs,
      issuer: props.edge.issuer,
    });
    const moveNotices = moveNoticesQueue(this, { stage, alarms });
    const accountErasures = accountErasuresQueue(this, { stage, alarms });
    const ground = groundOf(props, {
      alarms,
      buckets: { trust: publishedBucket(this, 'trust'), box },
      queues: {
        notifications: props.verification.notifications,
        'relying-party-messages': props.identity.relyingPartyMessages,
        'move-notices': moveNotices,
        'account-erasures': accountErasures,
      },
    });
    new AuthorityFunction(this, 'letter-office', ground);
    new AuthorityFunction(this, 'mailbox', ground);
    mailboxCalendar(this, ground);
    new AuthorityFunction(this, 'organisations', ground);
    new AuthorityFunction(this, 'procedures', ground);
    new AuthorityFunction(this, 'moves', ground);
    courier(this, 'move-courier', ground, moveNotices);
    new AuthorityFunction(this, 'leaving', ground);
    courier(this, 'eraser', ground, accountErasures);
  }
}
