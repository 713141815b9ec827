import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** Every function tells when it fails and when it is refused capacity. */
export function functionAlarms(
  scope: Construct,
  name: string,
  fn: IFunction,
  { stage, alarms: topic }: Pick<Ground, 'stage' | 'alarms'>,
): void {
  const period = Duration.minutes(5);
  runbookAlarm(scope, `${name}-errors`, {
    stage,
    topic,
    meaning: `The function ${name} failed or timed out at least three times in five minutes.`,
    metric: fn.metricErrors({ period }),
    threshold: 3,
  });
  runbookAlarm(scope, `${name}-throttles`, {
    stage,
    topic,
    meaning: `The function ${name} was refused capacity: its concurrency or the account's is used up.`,
    metric: fn.metricThrottles({ period }),
    threshold: 1,
    periods: 2,
  });
}
