import { Duration } from 'aws-cdk-lib';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { courierQueue } from './courier-queue.ts';
import type { Ground } from './ground.ts';

/** What relying parties are told without a browser: logout, CIBA pings, security events. */
export function relyingPartyMessagesQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const props = {
    name: 'relying-party-messages',
    courier: 'relying-party-courier',
    attempts: ground.stage.settings.RELYING_PARTIES.attempts,
    failed: 'A relying party could not be told of a logout or a security event, however often it was tried.',
    late: {
      meaning: 'A message to a relying party has been waiting for six hours.',
      after: Duration.hours(6),
    },
  } as const;
  return courierQueue(scope, props, ground);
}

/** Approvals that the phone of a test persona is to answer. */
export function personaApprovalsQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const props = {
    name: 'persona-approvals',
    courier: 'persona-phone',
    attempts: 1,
    failed: 'The phone of a test persona could not answer.',
    late: { meaning: 'A test persona has not answered for ten minutes.', after: Duration.minutes(10) },
  } as const;
  return courierQueue(scope, props, ground);
}
