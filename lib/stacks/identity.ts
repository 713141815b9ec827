import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AuthorityFunction } from '../constructs/authority-function.ts';
import { contactDesk } from '../constructs/contact-desk.ts';
import { courier } from '../constructs/courier-queue.ts';
import { keyKeeper } from '../constructs/key-keeper.ts';
import { publishedBucket } from '../constructs/published-bucket.ts';
import { personaApprovalsQueue, relyingPartyMessagesQueue } from '../constructs/relying-party-queues.ts';
import { signInHistory } from '../constructs/sign-in-history.ts';
import { groundOf } from './ground-of.ts';
import { StageStack } from './stage-stack.ts';
import type { VerificationStack, VerificationStackProps } from './verification.ts';

export interface IdentityStackProps extends VerificationStackProps {
  readonly verification: VerificationStack;
}

/** What stands above the identity stack. */
export interface AboveIdentityProps extends IdentityStackProps {
  readonly identity: IdentityStack;
}

/** Sign-in for relying parties, its keys, what relying parties are told and manage; the phone authenticator, a person's account. */
export class IdentityStack extends StageStack {
  readonly relyingPartyMessages: Queue;

  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, {
      ...props,
      description: 'Guichet: sign-in, tokens, relying parties, authenticator, account',
    });
    const { stage } = this;
    const { alarms } = props.watch;
    this.relyingPartyMessages = relyingPartyMessagesQueue(this, { stage, alarms });
    const personaApprovals = personaApprovalsQueue(this, { stage, alarms });
    const ground = groundOf(props, {
      alarms,
      buckets: { published: publishedBucket(this, 'published') },
      queues: {
        notifications: props.verification.notifications,
        'relying-party-messages': this.relyingPartyMessages,
        'persona-approvals': personaApprovals,
      },
    });
    keyKeeper(this, ground);
    new AuthorityFunction(this, 'sign-in', ground);
    new AuthorityFunction(this, 'back-channel', ground);
    new AuthorityFunction(this, 'token', ground);
    signInHistory(this, ground);
    courier(this, 'relying-party-courier', ground, this.relyingPartyMessages);
    new AuthorityFunction(this, 'shared-signals', ground);
    new AuthorityFunction(this, 'relying-parties', ground);
    courier(this, 'persona-phone', ground, personaApprovals);
    new AuthorityFunction(this, 'authenticator', ground);
    new AuthorityFunction(this, 'account', ground);
    new AuthorityFunction(this, 'contacts', ground);
    const streamArn = props.data.tables['contact-changes'].tableStreamArn ?? '';
    contactDesk(this, { ...ground, streamArn });
  }
}
