import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { streamConsumer } from './stream-consumer.ts';
import { ANSWERED_GRANTS } from './stream-filters.ts';

/** A person's history is written behind the grants. */
export function signInHistory(scope: Construct, props: Ground): void {
  const { stage, alarms: topic, holdings } = props;
  const failures = deadLetters(
    scope,
    'historian-failures',
    'Sign-ins could not be written into their person’s history within a day.',
    props,
  );
  const { function: historian } = new AuthorityFunction(scope, 'historian', props);
  const streamArn = holdings.tables.grants.tableStreamArn ?? '';
  streamConsumer(scope, 'HistoryOfGrants', {
    consumer: historian,
    streamArn,
    failures,
    batchSize: 100,
    filter: ANSWERED_GRANTS,
  });
  runbookAlarm(scope, 'historian-late', {
    stage,
    topic,
    meaning: 'Sign-ins have been missing from their person’s history for more than an hour.',
    metric: historian.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
    threshold: 3_600_000,
  });
}
