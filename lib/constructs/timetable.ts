import { Duration, Stack } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as RuleTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';

export interface TimetableProps {
  readonly stage: Stage;
  /** Part of the name of the rule or schedule. */
  readonly name: string;
  readonly description: string;
  readonly run: LambdaFunction;
  /** Keeps the event when the function could not be run, or failed three times. */
  readonly failures: Queue;
}

/** Runs a function every hour. */
export function everyHour(scope: Construct, id: string, props: TimetableProps): void {
  const { stage, name, description, run, failures } = props;
  keepFailures(props);
  new Rule(scope, id, {
    ruleName: prefix(stage, name),
    description,
    schedule: Schedule.rate(Duration.hours(1)),
    targets: [
      new RuleTarget(run, { deadLetterQueue: failures, retryAttempts: 3, maxEventAge: Duration.hours(1) }),
    ],
  });
}

/** Runs a function every day at a full hour of a time zone (IANA name), through the changes of summer time. */
export function everyDay(
  scope: Construct,
  id: string,
  props: TimetableProps & { readonly hour: number; readonly timeZone: string },
): void {
  const { stage, name, description, run, failures, hour, timeZone } = props;
  keepFailures(props);
  new CfnSchedule(scope, id, {
    name: prefix(stage, name),
    description,
    scheduleExpression: `cron(0 ${hour} * * ? *)`,
    scheduleExpressionTimezone: timeZone,
    flexibleTimeWindow: { mode: 'OFF' },
    target: {
      arn: run.functionArn,
      roleArn: schedulerRole(scope, id, props).roleArn,
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: Duration.hours(12).toSeconds() },
      deadLetterConfig: { arn: failures.queueArn },
    },
  });
}

/** May run this one function, and say that it could not. */
function schedulerRole(scope: Construct, id: string, { run, failures }: TimetableProps): Role {
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(scope).account } },
    }),
  });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [run.functionArn] }));
  failures.grantSendMessages(role);
  return role;
}

function keepFailures({ run, failures }: TimetableProps): void {
  run.configureAsyncInvoke({ onFailure: new SqsDestination(failures), retryAttempts: 2 });
}
