import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { synthesise } from './assembly.ts';
import { functionsOf } from './grants.ts';

const assembly = await synthesise('default');
const alarms = assembly.resources('AWS::CloudWatch::Alarm').map(({ stack, properties }) => ({
  stack,
  properties,
  name: String(properties.AlarmName).replace('guichet-default-', ''),
}));
const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8');

describe('X3: alarms', () => {
  it.each(Object.keys(AUTHORITIES))('X3: %s tells when it fails and when it is refused capacity', (name) => {
    const names = alarms.map((alarm) => alarm.name);
    expect(names).toContain(`${name}-errors`);
    expect(names).toContain(`${name}-throttles`);
  });

  it('A9: a case that is not decided within 24 hours rings', () => {
    expect(alarms.map(({ name }) => name)).toContain('review-overdue');
  });

  it('X3: every queue of failures rings', () => {
    const failures = assembly
      .resources('AWS::SQS::Queue')
      .map(({ properties }) => String(properties.QueueName).replace('guichet-default-', ''))
      .filter((name) => name.endsWith('-failures'));
    expect(failures).toHaveLength(2);
    for (const name of failures) expect(alarms.map((alarm) => alarm.name)).toContain(name);
  });

  it('X1: a checkpoint that is not made rings, though a function that does not run reports nothing', () => {
    const missing = alarms.find(({ name }) => name === 'audit-checkpoint-missing');
    expect(missing?.properties).toMatchObject({
      MetricName: 'Invocations',
      Period: 10_800,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('X3: every alarm reaches the operators and names its entry in the runbook', () => {
    for (const { stack, name, properties } of alarms) {
      expect(assembly.target(stack, properties.AlarmActions[0])?.path, name).toBe('watch/Alarms');
      expect(properties.AlarmDescription, name).toContain(`docs/runbook.md#${name}`);
    }
  });

  it('X3: alarms and the key guard may publish to the operators’ topic, and only over TLS', () => {
    const [policy] = assembly.resources('AWS::SNS::TopicPolicy');
    const statements = policy?.properties.PolicyDocument.Statement.map(
      ({ Effect, Principal }: { Effect: string; Principal: { Service?: string } | string }) =>
        `${Effect} ${typeof Principal === 'string' ? Principal : (Principal.Service ?? '*')}`,
    );
    expect(statements.sort()).toEqual([
      'Allow cloudwatch.amazonaws.com',
      'Allow events.amazonaws.com',
      'Deny *',
    ]);
  });

  it('A9: what the registrar says about a late case is what the alarm counts', () => {
    const [filter] = assembly.resources('AWS::Logs::MetricFilter');
    const message = /"([^"]+)"/.exec(filter?.properties.FilterPattern)?.[1];
    expect(assembly.target(filter?.stack ?? '', filter?.properties.LogGroupName)?.path).toBe(
      'verification/RegistrarLog',
    );
    const wiring = readFileSync(new URL('../../lambdas/functions/registrar.ts', import.meta.url), 'utf8');
    expect(wiring).toContain(`'${message}'`);
  });

  it('X3: an operator’s e-mail address is subscribed', async () => {
    const [subscription] = (await synthesise('full')).resources('AWS::SNS::Subscription');
    expect(subscription?.properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operations@guichet.test',
    });
  });

  it('X3: the runbook has an entry for every alarm', () => {
    const anchors = new Set(
      [...runbook.matchAll(/^#+ (.+)$/gm), ...runbook.matchAll(/<a id="([^"]+)">/g)].map(([, text]) =>
        String(text).toLowerCase().replaceAll(' ', '-'),
      ),
    );
    expect(alarms.map(({ name }) => name).filter((name) => !anchors.has(name))).toEqual([]);
  });
});

describe('X1: logs', () => {
  it('X1: every function writes JSON into a log of its own that is kept for so long and no longer', () => {
    for (const { name, fn } of functionsOf(assembly)) {
      const { LogFormat, LogGroup } = fn.properties.LoggingConfig;
      expect(LogFormat, name).toBe('JSON');
      expect(assembly.target(fn.stack, LogGroup)?.properties.RetentionInDays, name).toBe(90);
    }
  });

  it('X1: the verification machine logs failures without data', () => {
    const [machine] = assembly.resources('AWS::StepFunctions::StateMachine');
    expect(machine?.properties.LoggingConfiguration).toMatchObject({
      Level: 'ERROR',
      IncludeExecutionData: false,
    });
    expect(machine?.properties.TracingConfiguration).toEqual({ Enabled: true });
  });

  it('X1: a checkpoint that fails three times leaves its event where an alarm sees it', () => {
    const [config] = assembly.resources('AWS::Lambda::EventInvokeConfig');
    expect(config?.properties.MaximumRetryAttempts).toBe(2);
    const { Destination } = config?.properties.DestinationConfig.OnFailure ?? {};
    expect(assembly.target('guichet-default-watch', Destination)?.path).toBe('watch/AuditFailures');
    const [rule] = assembly
      .resources('AWS::Events::Rule')
      .filter(({ properties }) => properties.ScheduleExpression);
    const { DeadLetterConfig } = rule?.properties.Targets[0] ?? {};
    expect(assembly.target('guichet-default-watch', DeadLetterConfig?.Arn)?.path).toBe('watch/AuditFailures');
  });

  it('X1: audit events that cannot be chained are retried until the stream forgets them, then kept', () => {
    const [mapping] = assembly
      .resources('AWS::Lambda::EventSourceMapping')
      .filter(({ properties }) => properties.StartingPosition !== undefined);
    expect(mapping?.properties.MaximumRetryAttempts).toBeUndefined();
    expect(
      assembly.target('guichet-default-watch', mapping?.properties.DestinationConfig.OnFailure.Destination)
        ?.path,
    ).toBe('watch/AuditFailures');
  });
});
