import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { streamConsumer } from './stream-consumer.ts';
import { NEW_CONTACTS } from './stream-filters.ts';

export interface ContactDeskProps extends Ground {
  /** Stream of the table `contact-changes`. */
  readonly streamArn: string;
}

/** Whoever's address or number was changed is told, and may undo it. Retried until the stream forgets (24 h). */
export function contactDesk(scope: Construct, props: ContactDeskProps): void {
  const { stage, alarms: topic, streamArn } = props;
  const failures = deadLetters(
    scope,
    'contact-desk-failures',
    'A person could not be told within a day that their e-mail address or phone number was changed.',
    props,
  );
  const { function: desk } = new AuthorityFunction(scope, 'contact-desk', props);
  const filter = NEW_CONTACTS;
  streamConsumer(scope, 'ContactChanges', { consumer: desk, streamArn, failures, batchSize: 25, filter });
  runbookAlarm(scope, 'contact-desk-late', {
    stage,
    topic,
    meaning:
      'People have been waiting for more than ten minutes to be told that their contacts were changed.',
    metric: desk.metric('IteratorAge', { statistic: 'max', period: Duration.minutes(5) }),
    threshold: 600_000,
  });
}
