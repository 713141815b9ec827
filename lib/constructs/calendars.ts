import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { everyDay, everyHour } from './timetable.ts';

const MORNING_HOUR = 7;

/** Every morning of the authority's time zone, holders hear of certificates about to expire. */
export function certificateCalendar(scope: Construct, ground: Ground): void {
  const { stage, alarms: topic } = ground;
  const meaning = 'Holders could not be told today which certificates are about to expire.';
  const failures = deadLetters(scope, 'certificate-calendar-failures', meaning, ground);
  const { function: run } = new AuthorityFunction(scope, 'certificate-calendar', ground);
  everyDay(scope, 'Daily', {
    stage,
    name: 'certificate-calendar',
    description: 'Tells holders which certificates are about to expire',
    run,
    failures,
    hour: MORNING_HOUR,
    timeZone: stage.settings.CERTIFICATES.timeZone,
  });
  runbookAlarm(scope, 'certificate-calendar-silent', {
    stage,
    topic,
    meaning: 'Nobody has looked for two days which certificates are about to expire.',
    metric: run.metricInvocations({ period: Duration.days(1) }),
    threshold: 'silence',
    periods: 2,
  });
}

/** Every hour, the wait for letters ends that nobody accepted in time. */
export function mailboxCalendar(scope: Construct, ground: Ground): void {
  const { stage, alarms: topic } = ground;
  const meaning = 'The deadlines of registered letters could not be looked after.';
  const failures = deadLetters(scope, 'mailbox-calendar-failures', meaning, ground);
  const { function: run } = new AuthorityFunction(scope, 'mailbox-calendar', ground);
  const description = 'Ends the wait for letters that nobody accepted in time';
  everyHour(scope, 'Hourly', { stage, name: 'mailbox-calendar', description, run, failures });
  runbookAlarm(scope, 'mailbox-calendar-silent', {
    stage,
    topic,
    meaning: 'The deadlines of registered letters were not looked after for three hours.',
    metric: run.metricInvocations({ period: Duration.hours(3) }),
    threshold: 'silence',
  });
}
