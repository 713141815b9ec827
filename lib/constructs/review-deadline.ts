import { Duration } from 'aws-cdk-lib';
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { prefix } from '../names.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** What the registrar logs when a case is not decided in time. */
const OVERDUE_MESSAGE = 'review overdue';

/** Rings when a person has waited 24 hours for a reviewer (A9). */
export function reviewDeadline(
  scope: Construct,
  {
    stage,
    alarms: topic,
    registrarLog,
  }: Pick<Ground, 'stage' | 'alarms'> & { readonly registrarLog: ILogGroup },
): void {
  const filter = new MetricFilter(scope, 'ReviewOverdue', {
    logGroup: registrarLog,
    filterPattern: FilterPattern.stringValue('$.message', '=', OVERDUE_MESSAGE),
    metricNamespace: prefix(stage, 'review'),
    metricName: 'ReviewOverdue',
    metricValue: '1',
  });
  runbookAlarm(scope, 'review-overdue', {
    stage,
    topic,
    meaning: 'A case was not decided within 24 hours of its submission.',
    metric: filter.metric({ statistic: 'sum', period: Duration.minutes(5) }),
    threshold: 1,
  });
}
