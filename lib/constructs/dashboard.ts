import { ArnFormat, Duration, Stack } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';
import type { Ground } from './ground.ts';

const period = Duration.minutes(5);

/** One page: are people served, how fast, what fails, who waits for a reviewer. Built from names, so it waits for nobody. */
export function dashboard(scope: Construct, { stage, api }: Pick<Ground, 'stage' | 'api'>): void {
  const ofApi = (metricName: string, statistic: string) =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiId: api.apiId },
      statistic,
      period,
    });
  const machine = verificationArn(scope, stage);
  const ofMachine = (metricName: string) =>
    new Metric({
      namespace: 'AWS/States',
      metricName,
      dimensionsMap: { StateMachineArn: machine },
      statistic: 'sum',
      period,
    });
  new Dashboard(scope, 'Dashboard', {
    dashboardName: prefix(stage, 'overview'),
    widgets: [
      [graph('Requests', [ofApi('Count', 'sum')]), graph('Server errors', [ofApi('5xx', 'sum')])],
      [
        graph('Milliseconds', [ofApi('Latency', 'p50'), ofApi('Latency', 'p99')]),
        graph('Errors by function', perFunction(stage, 'Errors')),
      ],
      [
        graph(
          'Verifications',
          ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed'].map(ofMachine),
        ),
        graph('Reviews overdue', [
          new Metric({
            namespace: prefix(stage, 'review'),
            metricName: 'ReviewOverdue',
            statistic: 'sum',
            period,
          }),
        ]),
      ],
      [
        graph(
          'Messages waiting',
          [
            'notifications',
            'move-notices',
            'relying-party-messages',
            'persona-approvals',
            'account-erasures',
          ].map((name) => queueDepth(stage, name)),
        ),
        graph('Throttles by function', perFunction(stage, 'Throttles')),
      ],
      [
        graph(
          'Certificates and answers',
          ['certification', 'ocsp', 'time-stamper', 'signature-verifier'].map((name) =>
            ofFunction(stage, name, 'Invocations', 'sum'),
          ),
        ),
        graph(
          'Revocations waiting, milliseconds',
          ['crl-publisher', 'revocation-desk'].map((name) => ofFunction(stage, name, 'IteratorAge', 'max')),
        ),
      ],
    ],
  });
}

const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: 12, height: 6 });

function perFunction(stage: Stage, metricName: string): Metric[] {
  return Object.keys(AUTHORITIES).map((name) => ofFunction(stage, name, metricName, 'sum'));
}

function ofFunction(stage: Stage, name: string, metricName: string, statistic: string): Metric {
  return new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { FunctionName: prefix(stage, name) },
    statistic,
    label: name,
    period,
  });
}

function queueDepth(stage: Stage, name: string): Metric {
  return new Metric({
    namespace: 'AWS/SQS',
    metricName: 'ApproximateNumberOfMessagesVisible',
    dimensionsMap: { QueueName: prefix(stage, name) },
    statistic: 'max',
    period,
  });
}

function verificationArn(scope: Construct, stage: Stage): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: prefix(stage, 'verification'),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
