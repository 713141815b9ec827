import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { pascal, prefix } from '../names.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** A queue for what could not be done, kept two weeks, with an alarm at the first message. */
export function deadLetters(
  scope: Construct,
  name: string,
  meaning: string,
  { stage, alarms: topic }: Pick<Ground, 'stage' | 'alarms'>,
): Queue {
  const queue = new Queue(scope, pascal(name), {
    queueName: prefix(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  acknowledge(queue, { 'AwsSolutions-SQS3': 'This is the dead-letter queue itself.' });
  runbookAlarm(scope, name, {
    stage,
    topic,
    meaning,
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5), statistic: 'max' }),
    threshold: 1,
  });
  return queue;
}
