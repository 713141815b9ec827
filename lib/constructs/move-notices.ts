import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { prefix } from '../names.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** Few at a time: a business that is slow keeps only these waiting. */
const BATCH = 5;
const MOST_AT_ONCE = 10;
/** Tries that fail before a business is asked (KMS, a table, another courier on its way) do not use up those that ask it. */
const SPARE_TRIES = 5;

/** The queue of notices to businesses; the courier ends each, or it waits for an operator. */
export function moveNoticesQueue(scope: Construct, ground: Pick<Ground, 'stage' | 'alarms'>): Queue {
  const { stage, alarms: topic } = ground;
  const failures = deadLetters(
    scope,
    'move-notices-failures',
    'The courier could not bring a notice of a move to an end, however often it tried.',
    ground,
  );
  const queue = new Queue(scope, 'MoveNotices', {
    queueName: prefix(stage, 'move-notices'),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(6 * AUTHORITIES['move-courier'].timeoutSeconds),
    retentionPeriod: Duration.days(4),
    deadLetterQueue: { queue: failures, maxReceiveCount: stage.settings.MOVES.attempts + SPARE_TRIES },
  });
  runbookAlarm(scope, 'move-notices-late', {
    stage,
    topic,
    meaning: 'A notice of a move has been waiting for a day.',
    metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'max' }),
    threshold: Duration.days(1).toSeconds(),
  });
  return queue;
}

/** The function that empties the queue; a notice that failed comes again when the courier says, or after the queue's time-out. */
export function moveCourier(scope: Construct, ground: Ground, queue: Queue): void {
  const { function: courier } = new AuthorityFunction(scope, 'move-courier', ground);
  courier.addEventSource(
    new SqsEventSource(queue, {
      batchSize: BATCH,
      reportBatchItemFailures: true,
      maxConcurrency: MOST_AT_ONCE,
    }),
  );
}
