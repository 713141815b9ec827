import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AUTHORITIES, type AuthorityName, type QueueName } from '../../lambdas/authorities.ts';
import { pascal, prefix } from '../names.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** Few at a time: an address that is slow keeps only these waiting. */
const BATCH = 5;
const MOST_AT_ONCE = 10;
/** Tries that fail before anybody is asked (KMS, a table, another courier on its way) do not use up those that ask. */
const SPARE_TRIES = 5;

export interface CourierQueueProps {
  readonly name: QueueName;
  /** The function that empties it. */
  readonly courier: AuthorityName;
  /** How often a message is tried by its own rules. */
  readonly attempts: number;
  /** What the alarm `<name>-failures` means. */
  readonly failed: string;
  /** What the alarm `<name>-late` means, and after how long it rings. */
  readonly late: { readonly meaning: string; readonly after: Duration };
}

/** A queue that one function empties: each message is brought to an end, or waits for an operator. */
export function courierQueue(
  scope: Construct,
  { name, courier, attempts, failed, late }: CourierQueueProps,
  ground: Pick<Ground, 'stage' | 'alarms'>,
): Queue {
  const { stage, alarms: topic } = ground;
  const failures = deadLetters(scope, `${name}-failures`, failed, ground);
  const queue = new Queue(scope, pascal(name), {
    queueName: prefix(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * AUTHORITIES[courier].timeoutSeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: failures, maxReceiveCount: attempts + SPARE_TRIES },
  });
  runbookAlarm(scope, `${name}-late`, {
    stage,
    topic,
    meaning: late.meaning,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'max' }),
    threshold: late.after.toSeconds(),
  });
  return queue;
}

/** The function that empties a queue; a message that failed comes again when it says, or after the queue's time-out. */
export function courier(scope: Construct, name: AuthorityName, ground: Ground, queue: Queue): void {
  const { function: run } = new AuthorityFunction(scope, name, ground);
  run.addEventSource(
    new SqsEventSource(queue, {
      batchSize: BATCH,
      reportBatchItemFailures: true,
      maxConcurrency: MOST_AT_ONCE,
    }),
  );
}
