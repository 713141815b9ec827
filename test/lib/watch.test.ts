import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import { retryDelaySeconds } from '../../lambdas/domain/move/retry-delay.ts';
import { BUILT_IN_STAGES } from '../../lib/stages.ts';
import { matchesFilters } from '../../local/cloud/lambda/sources/filter.ts';
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
    expect(failures.sort()).toEqual([
      'account-erasures-failures',
      'audit-failures',
      'certificate-calendar-failures',
      'contact-desk-failures',
      'crl-failures',
      'historian-failures',
      'key-keeper-failures',
      'mailbox-calendar-failures',
      'move-notices-failures',
      'notifications-failures',
      'persona-approvals-failures',
      'relying-party-messages-failures',
      'revocation-desk-failures',
    ]);
    for (const name of failures) expect(alarms.map((alarm) => alarm.name)).toContain(name);
  });

  it.each([
    ['X1', 'audit-checkpoint-missing', 10_800],
    ['C6', 'crl-publisher-silent', 10_800],
    ['E1', 'mailbox-calendar-silent', 10_800],
    ['C8', 'certificate-calendar-silent', 86_400],
  ])('%s: %s rings, though a function that does not run reports nothing', (_row, name, period) => {
    const missing = alarms.find((alarm) => alarm.name === name);
    expect(missing?.properties).toMatchObject({
      MetricName: 'Invocations',
      Period: period,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      TreatMissingData: 'breaching',
    });
  });

  it('C5: a revocation that waits five minutes to be published rings', () => {
    const late = alarms.find(({ name }) => name === 'crl-publisher-late');
    expect(late?.properties).toMatchObject({
      MetricName: 'IteratorAge',
      Threshold: 300_000,
      Statistic: 'Maximum',
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

  it.each([
    ['X1', 'watch', 'AuditCheckpointer', 'AuditFailures'],
    ['C6', 'trust', 'CrlPublisher', 'CrlFailures'],
    ['C8', 'trust', 'CertificateCalendar', 'CertificateCalendarFailures'],
    ['E1', 'mailbox', 'MailboxCalendar', 'MailboxCalendarFailures'],
  ])(
    '%s: a run of %s/%s that fails three times leaves its event where an alarm sees it',
    (_row, stack, name, queue) => {
      const config = assembly
        .resources('AWS::Lambda::EventInvokeConfig')
        .find(({ path }) => path === `${stack}/${name}FunctionEventInvokeConfig`);
      expect(config?.properties.MaximumRetryAttempts).toBe(2);
      const { Destination } = config?.properties.DestinationConfig.OnFailure ?? {};
      expect(at(stack, Destination)).toBe(`${stack}/${queue}`);
    },
  );

  it.each([
    ['X1', 'watch', 'AuditCheckpointer', 'AuditFailures'],
    ['C6', 'trust', 'CrlPublisher', 'CrlFailures'],
    ['E1', 'mailbox', 'MailboxCalendar', 'MailboxCalendarFailures'],
  ])('%s: %s/%s runs every hour, and a run that cannot begin is kept', (_row, stack, name, queue) => {
    const rules = assembly.resources('AWS::Events::Rule').filter((rule) => rule.path === `${stack}/Hourly`);
    expect(rules).toHaveLength(1);
    const { ScheduleExpression, Targets } = rules[0]?.properties ?? {};
    expect(ScheduleExpression).toBe('rate(1 hour)');
    expect(at(stack, Targets[0].Arn)).toBe(`${stack}/${name}Function`);
    expect(at(stack, Targets[0].DeadLetterConfig.Arn)).toBe(`${stack}/${queue}`);
  });

  it('C8: holders hear of expiry at seven in the morning of the authority’s own time zone', () => {
    const [schedule, ...others] = assembly.resources('AWS::Scheduler::Schedule');
    expect(others).toEqual([]);
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: 'cron(0 7 * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Paris',
    });
    expect(at('trust', schedule?.properties.Target.Arn)).toBe('trust/CertificateCalendarFunction');
  });
});

describe('X1, C5: changes of tables', () => {
  const mappings = assembly
    .resources('AWS::Lambda::EventSourceMapping')
    .filter(({ properties }) => properties.StartingPosition !== undefined)
    .map(({ stack, properties }) => {
      const short = stack.replace('guichet-default-', '');
      return {
        properties,
        consumer: at(short, properties.FunctionName),
        source: at(short, properties.EventSourceArn),
      };
    });

  it.each([
    ['X1', 'watch/AuditChainerFunction', 'watch/AuditFailures', 'data/AuditEvents', undefined],
    ['X1', 'watch/AuditChainerFunction', 'watch/AuditFailures', 'data/Grants', undefined],
    ['X1', 'watch/AuditChainerFunction', 'watch/AuditFailures', 'data/Approvals', undefined],
    ['B11', 'identity/HistorianFunction', 'identity/HistorianFailures', 'data/Grants', undefined],
    ['C5', 'trust/CrlPublisherFunction', 'trust/CrlFailures', 'data/Revocations', undefined],
    ['E6', 'trust/RevocationDeskFunction', 'trust/RevocationDeskFailures', 'data/Revocations', 10],
  ])(
    '%s: what %s cannot take in is tried again, halved, then kept in %s (%s)',
    (_row, consumer, queue, table, attempts) => {
      const ofConsumer = mappings.filter((mapping) => mapping.consumer === consumer);
      const properties = ofConsumer.find(({ source }) => source === table)?.properties;
      const stack = consumer.split('/')[0] ?? '';
      expect(properties).toMatchObject({
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        StartingPosition: 'TRIM_HORIZON',
      });
      expect(properties?.MaximumRetryAttempts).toBe(attempts);
      expect(at(stack, properties?.DestinationConfig.OnFailure.Destination)).toBe(queue);
    },
  );

  it('X1: of grants only new ones that were answered cost a call, of approvals only decided ones', () => {
    const calls = (source: string, eventName: string, image: object): boolean[] =>
      mappings
        .filter((mapping) => mapping.source === source)
        .map(({ properties }) => {
          const patterns = properties.FilterCriteria.Filters.map((each: { Pattern: string }) =>
            JSON.parse(each.Pattern),
          );
          return matchesFilters(patterns, { eventName, dynamodb: { NewImage: image } });
        });
    const answer = { M: { at: { S: '2026-11-22T09:00:00.000Z' } } };
    expect(calls('data/Grants', 'INSERT', { answer })).toEqual([true, true]);
    expect(calls('data/Grants', 'MODIFY', { answer })).toEqual([false, false]);
    expect(calls('data/Grants', 'INSERT', { id: { S: 'taken back' } })).toEqual([false, false]);
    expect(calls('data/Approvals', 'MODIFY', { decidedAt: { S: 'x' } })).toEqual([true]);
    expect(calls('data/Approvals', 'INSERT', { state: { S: 'pending' } })).toEqual([false]);
  });

  it('C5: a stream has two readers at most, as DynamoDB allows', () => {
    const sources = mappings.map(({ source }) => source);
    for (const source of new Set(sources))
      expect(sources.filter((each) => each === source).length, source).toBeLessThanOrEqual(2);
  });
});

describe('E6: notices to businesses', () => {
  const queue = assembly
    .resources('AWS::SQS::Queue')
    .find(({ path }) => path === 'mailbox/MoveNotices')?.properties;

  it('E6: a business is asked as often as the stage says before its notice waits for an operator', () => {
    const { attempts } = BUILT_IN_STAGES.default?.settings.MOVES ?? { attempts: 0 };
    expect(queue.RedrivePolicy.maxReceiveCount).toBeGreaterThan(attempts);
    expect(at('mailbox', queue.RedrivePolicy.deadLetterTargetArn)).toBe('mailbox/MoveNoticesFailures');
  });

  it('E6: the most attempts end before the alarm of a notice that waits a day, and before the queue forgets it', () => {
    const delays = Array.from({ length: 9 }, (_, index) => retryDelaySeconds(index + 1));
    const longest = delays.reduce((sum, seconds) => sum + seconds, 0);
    expect(longest).toBeLessThan(86_400);
    expect(queue.MessageRetentionPeriod).toBeGreaterThan(2 * 86_400);
    expect(Math.max(...delays)).toBeLessThanOrEqual(43_200);
  });

  it('E6: a notice is not handed to a second courier while the first still tries', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * AUTHORITIES['move-courier'].timeoutSeconds);
    const mapping = assembly
      .resources('AWS::Lambda::EventSourceMapping')
      .find(({ stack }) => stack === 'guichet-default-mailbox')?.properties;
    expect(mapping).toMatchObject({ BatchSize: 5, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  });
});

/** Where a reference of a stack leads. */
function at(stack: string, reference: unknown): string | undefined {
  return assembly.target(`guichet-default-${stack}`, reference)?.path;
}
