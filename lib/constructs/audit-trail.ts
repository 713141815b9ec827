import { Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as FunctionTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  EventSourceMapping,
  type Function as LambdaFunction,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type Bucket, type IBucket, ObjectLockRetention } from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { prefix } from '../names.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';
import { runbookAlarm } from './runbook-alarm.ts';

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
  const streamArn = auditEvents.tableStreamArn ?? '';
  followStream(fn, streamArn);
  failures.grantSendMessages(fn);
  // Retried until the stream forgets (24 h): skipping an event would break the chain.
  new EventSourceMapping(scope, 'AuditStream', {
    target: fn,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    maxBatchingWindow: Duration.seconds(1),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(failures),
  });
  runbookAlarm(scope, 'audit-chain-late', {
    stage,
    topic,
    meaning: 'Audit events have been waiting for more than ten minutes to be chained.',
    metric: fn.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
    threshold: 600_000,
    periods: 2,
  });
}

/** What Lambda's poller needs in the function's name; listing streams knows no resource. */
function followStream(fn: LambdaFunction, streamArn: string): void {
  const actions = ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'];
  fn.addToRolePolicy(new PolicyStatement({ actions, resources: [streamArn] }));
  fn.addToRolePolicy(new PolicyStatement({ actions: ['dynamodb:ListStreams'], resources: ['*'] }));
  if (fn.role)
    acknowledge(fn.role, { 'AwsSolutions-IAM5[Resource::*]': 'IAM knows no resource for ListStreams.' });
}

function checkpointer(scope: Construct, props: AuditTrailProps, failures: Queue): void {
  const { stage, alarms: topic } = props;
  const { function: fn } = new AuthorityFunction(scope, 'audit-checkpointer', props);
  fn.configureAsyncInvoke({ onFailure: new SqsDestination(failures), retryAttempts: 2 });
  new Rule(scope, 'Hourly', {
    ruleName: prefix(stage, 'audit-checkpoint'),
    description: 'Signs the head of the audit chain',
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [
      new FunctionTarget(fn, { deadLetterQueue: failures, retryAttempts: 3, maxEventAge: Duration.hours(1) }),
    ],
  });
  runbookAlarm(scope, 'audit-checkpoint-missing', {
    stage,
    topic,
    meaning: 'No checkpoint of the audit chain was signed for three hours.',
    metric: fn.metricInvocations({ period: Duration.hours(3) }),
    threshold: 'silence',
  });
}
