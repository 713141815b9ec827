import type { Construct } from 'constructs';
import { AuthorityFunction } from '../constructs/authority-function.ts';
import { groundOf } from './ground-of.ts';
import { StageStack } from './stage-stack.ts';
import type { VerificationStack, VerificationStackProps } from './verification.ts';

export interface IdentityStackProps extends VerificationStackProps {
  readonly verification: VerificationStack;
}

/** Sign-in for relying parties, the phone authenticator, and a person's own account. */
export class IdentityStack extends StageStack {
  constructor(scope: Construct, id: string, props: IdentityStackProps) {
    super(scope, id, { ...props, description: 'Guichet: sign-in, tokens, authenticator, account' });
    const ground = groundOf(props, {
      alarms: props.watch.alarms,
      queues: { notifications: props.verification.notifications },
    });
    new AuthorityFunction(this, 'discovery', ground);
    new AuthorityFunction(this, 'sign-in', ground);
    new AuthorityFunction(this, 'token', ground);
    new AuthorityFunction(this, 'authenticator', ground);
    new AuthorityFunction(this, 'account', ground);
  }
}
