import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { streamConsumer } from './stream-consumer.ts';
import { everyHour } from './timetable.ts';

export interface RevocationProps extends Ground {
  /** Stream of the table `revocations`. */
  readonly streamArn: string;
}

/** CRLs are signed when a partition changes, and every hour those that age. */
export function revocationLists(scope: Construct, props: RevocationProps): void {
  const { stage, alarms: topic, streamArn } = props;
  const failures = deadLetters(
    scope,
    'crl-failures',
    'A revocation could not be published within a day, or the hourly renewal of CRLs failed.',
    props,
  );
  const { function: publisher } = new AuthorityFunction(scope, 'crl-publisher', props);
  // Retried until the stream forgets (24 h): a certificate that was revoked must not stay good.
  streamConsumer(scope, 'RevocationLists', { consumer: publisher, streamArn, failures, batchSize: 100 });
  const description = 'Signs certificate revocation lists before they age';
  everyHour(scope, 'Hourly', { stage, name: 'crl-publisher', description, run: publisher, failures });
  runbookAlarm(scope, 'crl-publisher-late', {
    stage,
    topic,
    meaning: 'A revocation has been waiting for more than five minutes to be published.',
    metric: publisher.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(1) }),
    threshold: 300_000,
  });
  runbookAlarm(scope, 'crl-publisher-silent', {
    stage,
    topic,
    meaning: 'The CRL publisher has not run for three hours: revocation lists are about to expire.',
    metric: publisher.metricInvocations({ period: Duration.hours(3) }),
    threshold: 'silence',
  });
}

/** Those whose certificate ended are told; a notice that cannot be made ten times waits for an operator. */
export function revocationDesk(scope: Construct, props: RevocationProps): void {
  const { stage, alarms: topic, streamArn } = props;
  const failures = deadLetters(
    scope,
    'revocation-desk-failures',
    'A person could not be told that a certificate ended.',
    props,
  );
  const { function: desk } = new AuthorityFunction(scope, 'revocation-desk', props);
  streamConsumer(scope, 'RevocationNotices', {
    consumer: desk,
    streamArn,
    failures,
    batchSize: 25,
    retryAttempts: 10,
  });
  runbookAlarm(scope, 'revocation-desk-late', {
    stage,
    topic,
    meaning: 'People have been waiting for more than an hour to be told that a certificate ended.',
    metric: desk.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
    threshold: 3_600_000,
  });
}
