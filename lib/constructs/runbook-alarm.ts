import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { pascal, prefix } from '../names.ts';
import type { Stage } from '../stages.ts';

export interface RunbookAlarmProps {
  readonly stage: Stage;
  readonly topic: ITopic;
  /** What is wrong when it rings, in one sentence. */
  readonly meaning: string;
  readonly metric: IMetric;
  /** Rings at this value or above; 'silence' rings when there is nothing at all. */
  readonly threshold: number | 'silence';
  /** Periods in a row; 1 unless said. */
  readonly periods?: number;
}

const WHEN_REACHED = {
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
const WHEN_SILENT = {
  threshold: 1,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};

/** An alarm that says what is wrong and which entry of the runbook to open: `docs/runbook.md#<name>`. */
export function runbookAlarm(scope: Construct, name: string, props: RunbookAlarmProps): Alarm {
  const { stage, topic, meaning, metric, threshold, periods = 1 } = props;
  const alarm = new Alarm(scope, `${pascal(name)}Alarm`, {
    alarmName: prefix(stage, name),
    alarmDescription: `${meaning} Runbook: ${stage.alarms.runbook}#${name}`,
    metric,
    evaluationPeriods: periods,
    ...(threshold === 'silence' ? WHEN_SILENT : { ...WHEN_REACHED, threshold }),
  });
  alarm.addAlarmAction(new SnsAction(topic));
  return alarm;
}
