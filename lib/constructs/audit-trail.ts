import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { type Bucket, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { streamConsumer } from './stream-consumer.ts';
import { everyHour } from './timetable.ts';

export interface AuditTrailProps extends Ground {
  readonly auditEvents: ITable;
  readonly accessLogs: IBucket;
}

/** Events are chained in their order from the table's stream; every hour the head is signed and locked away. */
export function auditTrail(scope: Construct, props: AuditTrailProps): void {
  const bucket = auditBucket(scope, props);
  const failures = deadLetters(
    scope,
    'audit-failures',
    'Audit events could not be chained within a day, or a checkpoint could not be made.',
    props,
  );
  const ground = {
    ...props,
    holdings: { ...props.holdings, buckets: { ...props.holdings.buckets, audit: bucket } },
  };
  chainer(scope, ground, failures);
  checkpointer(scope, ground, failures);
}

/** Nobody can change or delete an object before its time, the account's administrators included. */
function auditBucket(scope: Construct, { stage, accessLogs }: AuditTrailProps): Bucket {
  const { auditDays, auditLock } = stage.retention;
  const duration = Duration.days(auditDays);
  return new PrivateBucket(scope, 'AuditBucket', {
    stage,
    part: 'audit',
    versioned: true,
    objectLockEnabled: true,
    objectLockDefaultRetention:
      auditLock === 'COMPLIANCE'
        ? ObjectLockRetention.compliance(duration)
        : ObjectLockRetention.governance(duration),
    ...accessLogged(scope, accessLogs, 'audit'),
  });
}

function chainer(scope: Construct, props: AuditTrailProps, failures: Queue): void {
  const { stage, alarms: topic, auditEvents } = props;
  const { function: fn } = new AuthorityFunction(scope, 'audit-chainer', props);
  // Retried until the stream forgets (24 h): skipping an event would break the chain.
  const streamArn = auditEvents.tableStreamArn ?? '';
  streamConsumer(scope, 'AuditStream', { consumer: fn, streamArn, failures, batchSize: 100 });
  runbookAlarm(scope, 'audit-chain-late', {
    stage,
    topic,
    meaning: 'Audit events have been waiting for more than ten minutes to be chained.',
    metric: fn.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
    threshold: 600_000,
    periods: 2,
  });
}

function checkpointer(scope: Construct, props: AuditTrailProps, failures: Queue): void {
  const { stage, alarms: topic } = props;
  const { function: run } = new AuthorityFunction(scope, 'audit-checkpointer', props);
  const description = 'Signs the head of the audit chain';
  everyHour(scope, 'Hourly', { stage, name: 'audit-checkpoint', description, run, failures });
  runbookAlarm(scope, 'audit-checkpoint-missing', {
    stage,
    topic,
    meaning: 'No checkpoint of the audit chain was signed for three hours.',
    metric: run.metricInvocations({ period: Duration.hours(3) }),
    threshold: 'silence',
  });
}
