import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { verificationDefinition } from '../machines/verification.ts';
import { prefix } from '../names.ts';
import type { Ground } from './ground.ts';
import { runbookAlarm } from './runbook-alarm.ts';

export interface VerificationMachineProps extends Pick<Ground, 'stage' | 'alarms'> {
  readonly examiner: IFunction;
  readonly registrar: IFunction;
}

/** `lib/machines/verification.ts`, deployed: it may invoke two functions; its log holds no data, only what failed. */
export function verificationMachine(scope: Construct, props: VerificationMachineProps): StateMachine {
  const { stage, alarms: topic, examiner, registrar } = props;
  const functions = [examiner.functionArn, registrar.functionArn];
  const role = new Role(scope, 'MachineRole', { assumedBy: new ServicePrincipal('states.amazonaws.com') });
  role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: functions }));
  const definition = verificationDefinition({
    examinerArn: examiner.functionArn,
    registrarArn: registrar.functionArn,
  });
  const machine = new StateMachine(scope, 'Machine', {
    stateMachineName: prefix(stage, 'verification'),
    definitionBody: DefinitionBody.fromString(Stack.of(scope).toJsonString(definition)),
    role,
    tracingEnabled: true,
    logs: { destination: machineLog(scope, props), level: LogLevel.ERROR, includeExecutionData: false },
  });
  acknowledge(role, {
    'AwsSolutions-IAM5[Resource::*]': 'Log delivery and X-Ray have no resources to name.',
    'AwsSolutions-SF1': 'Only failures are logged: the log of a person in doubt must not tell each step.',
  });
  acknowledge(machine, {
    'AwsSolutions-SF1': 'Failures are logged; every step would add a trace of each person.',
  });
  machineAlarms(scope, { stage, topic, machine });
  return machine;
}

function machineLog(scope: Construct, { stage }: VerificationMachineProps): LogGroup {
  return new LogGroup(scope, 'MachineLog', {
    logGroupName: `/aws/vendedlogs/states/${prefix(stage, 'verification')}`,
    retention: stage.retention.logDays,
    removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
}

function machineAlarms(
  scope: Construct,
  { stage, topic, machine }: { stage: Ground['stage']; topic: Ground['alarms']; machine: StateMachine },
): void {
  runbookAlarm(scope, 'verification-failures', {
    stage,
    topic,
    meaning: 'A verification ended in failure: a person waits for a decision that will not come by itself.',
    metric: machine.metricFailed(),
    threshold: 1,
  });
}
