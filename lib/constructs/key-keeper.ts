import { Duration } from 'aws-cdk-lib';
import { Trigger } from 'aws-cdk-lib/triggers';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { AuthorityFunction } from './authority-function.ts';
import { deadLetters } from './dead-letters.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';
import { everyHour } from './timetable.ts';

/**
 * Keys that sign tokens follow each other, and discovery and JWKS are published: every hour, and in each deployment that changes the
 * function or its settings, so that they exist from the first minute; a deployment whose keys cannot be made fails.
 */
export function keyKeeper(scope: Construct, ground: Ground): void {
  const { stage, alarms: topic } = ground;
  const meaning =
    'The keys that sign tokens could not be looked after, or discovery and JWKS not be published.';
  const failures = deadLetters(scope, 'key-keeper-failures', meaning, ground);
  const keeper = new AuthorityFunction(scope, 'key-keeper', ground);
  const { function: run } = keeper;
  const description = 'Rotates the keys that sign tokens; publishes discovery and JWKS';
  everyHour(scope, 'KeyKeeperHourly', { stage, name: 'key-keeper', description, run, failures });
  new Trigger(scope, 'KeyKeeperDeployed', { handler: run, executeAfter: [keeper] });
  acknowledge(run, {
    'Annotation::@aws-cdk/aws-lambda:addPermissionsToVersionOrAlias':
      'The trigger calls the version that a deployment made, with a permission of its own; everything else calls the function.',
  });
  runbookAlarm(scope, 'key-keeper-silent', {
    stage,
    topic,
    meaning:
      'Nobody has looked after the keys that sign tokens for three hours: the next one may not be ready in time.',
    metric: run.metricInvocations({ period: Duration.hours(3) }),
    threshold: 'silence',
  });
}
