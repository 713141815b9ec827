import { Duration } from 'aws-cdk-lib';
import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

/** What no single function can see: the API as a whole, the SMS bill, the reputation of the mail sender. */
export function serviceAlarms(
  scope: Construct,
  { stage, alarms: topic, api }: Pick<Ground, 'stage' | 'alarms'> & { readonly api: IHttpApi },
): void {
  const dimensionsMap = { ApiId: api.apiId };
  runbookAlarm(scope, 'api-errors', {
    stage,
    topic,
    meaning: 'The API answered at least five requests in five minutes with a server error.',
    metric: new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: '5xx',
      dimensionsMap,
      statistic: 'sum',
      period: Duration.minutes(5),
    }),
    threshold: 5,
  });
  runbookAlarm(scope, 'api-slow', {
    stage,
    topic,
    meaning: 'One request in a hundred takes five seconds or more.',
    metric: new Metric({
      namespace: 'AWS/ApiGateway',
      metricName: 'Latency',
      dimensionsMap,
      statistic: 'p99',
      period: Duration.minutes(5),
    }),
    threshold: 5000,
    periods: 3,
  });
  runbookAlarm(scope, 'sms-spend', {
    stage,
    topic,
    meaning: `SMS of this month cost ${stage.sms.monthlySpendUsd} US dollars or more.`,
    metric: new Metric({
      namespace: 'AWS/SNS',
      metricName: 'SMSMonthToDateSpentUSD',
      statistic: 'max',
      period: Duration.hours(1),
    }),
    threshold: stage.sms.monthlySpendUsd,
  });
  runbookAlarm(scope, 'mail-bounces', {
    stage,
    topic,
    meaning: 'One e-mail in twenty bounces: SES stops the sender at one in ten.',
    metric: new Metric({
      namespace: 'AWS/SES',
      metricName: 'Reputation.BounceRate',
      statistic: 'max',
      period: Duration.hours(1),
    }),
    threshold: 0.05,
  });
}
