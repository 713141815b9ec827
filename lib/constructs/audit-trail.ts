import { Duration } from 'aws-cdk-lib';
import { type Bucket, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { TableName } from '../../lambdas/authorities.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { type StreamFilter, streamConsumer } from './stream-consumer.ts';
import { ANSWERED_GRANTS, DECIDED_APPROVALS } from './stream-filters.ts';
import { everyHour } from './timetable.ts';

export interface AuditTrailProps extends Ground {
  readonly accessLogs: IBucket;
}

/** Events by themselves, and events that a new grant or a decision on a phone carries (ADR 0019). */
const AUDIT_STREAMS: readonly {
  readonly id: string;
  readonly table: TableName;
  readonly filter?: StreamFilter;
}[] = [
  { id: 'AuditStream', table: 'audit-events' },
  { id: 'AuditOfGrants', table: 'grants', filter: ANSWERED_GRANTS },
  { id: 'AuditOfApprovals', table: 'approvals', filter: DECIDED_APPROVALS },
];

/** Events are chained in their order from the streams of their tables; every hour the head is signed and locked away. */
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
  const { stage, alarms: topic, holdings } = props;
  const { function: fn } = new AuthorityFunction(scope, 'audit-chainer', props);
  for (const { id, table, filter } of AUDIT_STREAMS) {
    const streamArn = holdings.tables[table].tableStreamArn ?? '';
    // Retried until the stream forgets (24 h): skipping an event would break the chain.
    const source = { consumer: fn, streamArn, failures, batchSize: 100 };
    streamConsumer(scope, id, filter === undefined ? source : { ...source, filter });
  }
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
