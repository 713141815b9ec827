import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { prefix } from '../names.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';

/** The queue of messages to people; one that fails five times waits for an operator. */
export function notificationsQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const failures = deadLetters(
    scope,
    'notifications-failures',
    'A message to a person could not be sent five times.',
    ground,
  );
  return new Queue(scope, 'Notifications', {
    queueName: prefix(ground.stage, 'notifications'),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * AUTHORITIES.notifier.timeoutSeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: failures, maxReceiveCount: 5 },
  });
}

/** The function that empties the queue. */
export function notifier(scope: Construct, ground: Ground, queue: Queue): void {
  const { function: fn } = new AuthorityFunction(scope, 'notifier', ground);
  fn.addEventSource(
    new SqsEventSource(queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 10 }),
  );
}
