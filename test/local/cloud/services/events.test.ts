import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  GetScheduleCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it } from 'vitest';
import { eventBridge } from '../../../../local/cloud/services/events/event-bridge.ts';
import { matches, type Pattern } from '../../../../local/cloud/services/events/pattern.ts';
import { parseSchedule } from '../../../../local/cloud/services/schedule/schedule-expression.ts';
import { scheduler } from '../../../../local/cloud/services/scheduler/scheduler.ts';
import { sqs } from '../../../../local/cloud/services/sqs/sqs.ts';
import { openSmallCloud, type SmallCloud, type SmallCloudSettings } from '../small-cloud.ts';

const ROLE = 'arn:aws:iam::000000000000:role/scheduler';
const QUEUE = 'arn:aws:sqs:eu-west-3:000000000000:inbox';
const FUNCTION = 'arn:aws:lambda:eu-west-3:000000000000:function:worker';
const rule = (Properties: Record<string, unknown>) => ({ Type: 'AWS::Events::Rule', Properties });
const base = {
  Inbox: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inbox' } },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'dead' } },
};
const permission = {
  Type: 'AWS::Lambda::Permission',
  Properties: { FunctionName: FUNCTION, Principal: 'events.amazonaws.com', Action: 'lambda:InvokeFunction' },
};

const clouds: SmallCloud[] = [];
const clients: { destroy(): void }[] = [];
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const cloud of clouds.splice(0).reverse()) await cloud.close();
});

async function open(
  resources: SmallCloudSettings['resources'],
  more: Partial<SmallCloudSettings> = {},
): Promise<SmallCloud> {
  const services = [sqs, eventBridge, scheduler];
  const cloud = await openSmallCloud({ services, resources: { ...base, ...resources }, ...more });
  clouds.push(cloud);
  return cloud;
}

/** Takes the next messages of a queue; waits for the first by real long polling. */
async function bodies(cloud: SmallCloud, queue = 'inbox'): Promise<unknown[]> {
  const client = new SQSClient(cloud.client);
  clients.push(client);
  const QueueUrl = `${cloud.url}/000000000000/${queue}`;
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 5 }),
  );
  for (const { ReceiptHandle } of Messages)
    await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
  return Messages.map(({ Body }) => JSON.parse(Body ?? 'null'));
}

async function put(cloud: SmallCloud, entry: { Source?: string; DetailType?: string; Detail?: string }) {
  const client = new EventBridgeClient(cloud.client);
  clients.push(client);
  return client.send(
    new PutEventsCommand({
      Entries: [{ Source: 'guichet.review', DetailType: 'Decided', Detail: '{"score":91}', ...entry }],
    }),
  );
}

describe('patterns', () => {
  const event = {
    source: 'guichet.review',
    detail: { score: 91, kind: 'passport', tags: ['a', 'b'], note: null, file: { name: 'Front.JPG' } },
  };
  const cases: [string, Pattern, boolean][] = [
    ['exact', { source: ['guichet.review', 'other'] }, true],
    ['exact, other', { source: ['other'] }, false],
    ['two fields, one wrong', { source: ['guichet.review'], detail: { kind: ['card'] } }, false],
    ['prefix', { source: [{ prefix: 'guichet.' }] }, true],
    ['prefix, other', { source: [{ prefix: 'aws.' }] }, false],
    [
      'suffix without case',
      { detail: { file: { name: [{ suffix: { 'equals-ignore-case': '.jpg' } }] } } },
      true,
    ],
    ['anything-but', { detail: { kind: [{ 'anything-but': ['card'] }] } }, true],
    ['anything-but, the same', { detail: { kind: [{ 'anything-but': 'passport' }] } }, false],
    ['anything-but prefix', { source: [{ 'anything-but': { prefix: 'guichet' } }] }, false],
    ['exists', { detail: { kind: [{ exists: true }] } }, true],
    ['exists, missing', { detail: { missing: [{ exists: true }] } }, false],
    ['absent', { detail: { missing: [{ exists: false }] } }, true],
    ['absent inside absent', { detail: { gone: { deep: [{ exists: false }] } } }, true],
    ['numeric', { detail: { score: [{ numeric: ['>', 90, '<=', 95] }] } }, true],
    ['numeric, outside', { detail: { score: [{ numeric: ['<', 90] }] } }, false],
    ['a member of a list', { detail: { tags: ['b'] } }, true],
    ['null', { detail: { note: [null] } }, true],
    ['wildcard', { source: [{ wildcard: 'gui*.rev*' }] }, true],
    ['$or', { $or: [{ source: ['other'] }, { detail: { score: [91] } }] }, true],
    ['a number is not its text', { detail: { score: ['91'] } }, false],
  ];
  it.each(cases)('X3: %s', (_, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  it('X3: an unknown operator is said, not ignored', () => {
    expect(() => matches({ source: [{ cidr: '10.0.0.0/8' }] }, event)).toThrow('cidr');
  });
});

describe('schedule expressions', () => {
  const from = Date.parse('2026-11-21T10:15:30Z');
  const cases: [string, string, string][] = [
    ['rate(5 minutes)', 'UTC', '2026-11-21T10:20:30Z'],
    ['cron(0 6 * * ? *)', 'UTC', '2026-11-22T06:00:00Z'],
    ['cron(0/15 * ? * MON-FRI *)', 'UTC', '2026-11-23T00:00:00Z'],
    ['cron(30 10 L * ? *)', 'UTC', '2026-11-30T10:30:00Z'],
    ['cron(0 9 ? * 2#1 *)', 'UTC', '2026-12-07T09:00:00Z'],
    ['cron(0 0 1W JAN ? 2028)', 'UTC', '2028-01-03T00:00:00Z'],
    ['cron(0 6 * * ? *)', 'Europe/Paris', '2026-11-22T05:00:00Z'],
    ['at(2027-07-14T08:00:00)', 'Europe/Paris', '2027-07-14T06:00:00Z'],
  ];
  it.each(cases)('X3: %s in %s is next due at %s', (expression, zone, expected) => {
    const next = parseSchedule(expression, zone, from).next(from);
    expect(new Date(next ?? 0).toISOString()).toBe(new Date(expected).toISOString());
  });

  it.each([
    'rate(0 minutes)',
    'rate(5 weeks)',
    'cron(0 6 * * * *)',
    'cron(61 * * * ? *)',
    'at(tomorrow)',
    'daily',
  ])('X3: %s is refused', (expression) => {
    expect(() => parseSchedule(expression)).toThrow();
  });
});

describe('EventBridge', () => {
  it('A9: an event reaches the queue of the rule that matches, transformed; others stay silent', async () => {
    const InputTransformer = {
      InputPathsMap: { score: '$.detail.score', type: '$.detail-type' },
      InputTemplate: '{"text":"<type> with <score>","score":<score>}',
    };
    const cloud = await open({
      Match: rule({
        EventPattern: { source: ['guichet.review'], detail: { score: [{ numeric: ['>', 90] }] } },
        Targets: [{ Id: '1', Arn: QUEUE, InputTransformer }],
      }),
      Other: rule({ EventPattern: { source: ['nobody'] }, Targets: [{ Id: '1', Arn: QUEUE }] }),
      Off: rule({
        EventPattern: { source: ['guichet.review'] },
        State: 'DISABLED',
        Targets: [{ Id: '1', Arn: QUEUE }],
      }),
    });
    expect((await put(cloud, {})).FailedEntryCount).toBe(0);
    await put(cloud, { Detail: '{"score":3}' });
    expect(await bodies(cloud)).toEqual([{ text: 'Decided with 91', score: 91 }]);
  });

  it('A9: entries that are not events are refused one by one', async () => {
    const cloud = await open({});
    const code = async (entry: object) => (await put(cloud, entry)).Entries?.[0]?.ErrorCode;
    expect(await code({ Detail: 'not json' })).toBe('MalformedDetail');
    expect(await code({ Detail: '[1]' })).toBe('MalformedDetail');
    expect(await code({ Source: 'aws.s3' })).toBe('NotAuthorizedForSourceException');
    expect(await code({ DetailType: '' })).toBe('InvalidArgument');
  });

  it('A9: a failing function is tried again after one and two minutes, then its event is a dead letter', async () => {
    let tries = 0;
    const invoke = () => {
      tries += 1;
      return {
        payload: { errorType: 'Broken', errorMessage: 'on purpose' },
        functionError: 'Unhandled' as const,
      };
    };
    const target = { Id: '1', Arn: FUNCTION, DeadLetterConfig: { Arn: QUEUE.replace('inbox', 'dead') } };
    const rules = {
      R: rule({ EventPattern: { source: ['guichet.review'] }, Targets: [target] }),
      Permission: permission,
    };
    const cloud = await open(rules, { invoke });
    await put(cloud, {});
    await expect.poll(() => tries).toBe(1);
    cloud.clock.advance(59);
    expect(tries).toBe(1);
    const tick = setInterval(() => cloud.clock.advance(10), 5);
    await expect.poll(() => tries).toBe(3);
    clearInterval(tick);
    const [dead] = await bodies(cloud, 'dead');
    expect([tries, (dead as { source: string }).source]).toEqual([3, 'guichet.review']);
  });

  it('A9: a function without a permission for EventBridge is not invoked, and that is said', async () => {
    let tries = 0;
    const target = { Id: '1', Arn: FUNCTION, RetryPolicy: { MaximumRetryAttempts: 0 } };
    const cloud = await open(
      { R: rule({ EventPattern: { source: ['guichet.review'] }, Targets: [target] }) },
      {
        invoke: () => {
          tries += 1;
          return { payload: null };
        },
      },
    );
    await put(cloud, {});
    await expect.poll(() => cloud.warnings.join()).toContain('no AWS::Lambda::Permission');
    expect(tries).toBe(0);
  });

  it('A9: a delivery under way when the cloud dies is made again after it comes back', async () => {
    const rules = {
      R: rule({ EventPattern: { source: ['guichet.review'] }, Targets: [{ Id: '1', Arn: FUNCTION }] }),
      Permission: permission,
    };
    const hanging = Promise.withResolvers<void>();
    const first = await open(rules, {
      invoke: () => {
        hanging.resolve();
        return new Promise(() => {});
      },
    });
    await put(first, {});
    await hanging.promise;
    const again = Promise.withResolvers<unknown>();
    await open(rules, {
      data: first.data,
      invoke: (_name, payload) => {
        again.resolve(payload);
        return { payload: null };
      },
    });
    expect(await again.promise).toMatchObject({ source: 'guichet.review', detail: { score: 91 } });
  });

  it('X1: a scheduled rule fires when the clock passes its time, once for a long jump', async () => {
    const cloud = await open({
      Hourly: rule({ ScheduleExpression: 'rate(1 hour)', Targets: [{ Id: '1', Arn: QUEUE }] }),
    });
    cloud.clock.advance(3599);
    cloud.clock.advance(2);
    const [first] = await bodies(cloud);
    expect(first).toMatchObject({ source: 'aws.events', 'detail-type': 'Scheduled Event' });
    cloud.clock.advance(10 * 3600);
    expect(await bodies(cloud)).toHaveLength(1);
  });
});

describe('Scheduler', () => {
  const schedule = (more: object = {}) => ({
    Name: 'notice',
    ScheduleExpression: 'at(2040-01-01T00:00:00)',
    FlexibleTimeWindow: { Mode: 'OFF' as const },
    Target: { Arn: QUEUE, RoleArn: ROLE, Input: '{"notice":"<aws.scheduler.scheduled-time>"}' },
    ...more,
  });
  function clientOf(cloud: SmallCloud): SchedulerClient {
    const client = new SchedulerClient(cloud.client);
    clients.push(client);
    return client;
  }

  it('C8: a one-time schedule fires at its time, in the name of its role, and deletes itself when told to', async () => {
    const cloud = await open({});
    const client = clientOf(cloud);
    const at = new Date(cloud.clock.now() + 86_400_000).toISOString().slice(0, 19);
    await client.send(
      new CreateScheduleCommand(
        schedule({ ScheduleExpression: `at(${at})`, ActionAfterCompletion: 'DELETE' }),
      ),
    );
    expect((await client.send(new GetScheduleCommand({ Name: 'notice' }))).State).toBe('ENABLED');
    cloud.clock.advance(86_401);
    expect(await bodies(cloud)).toEqual([{ notice: `${at}Z` }]);
    expect(cloud.calls).toContainEqual({ service: 'sqs', operation: 'SendMessage', caller: ROLE });
    const gone = client.send(new GetScheduleCommand({ Name: 'notice' }));
    await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('C8: a daily schedule of the template fires every morning by its own time zone', async () => {
    const Daily = {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'daily',
        ScheduleExpression: 'cron(0 7 * * ? *)',
        ScheduleExpressionTimezone: 'Asia/Tokyo',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: QUEUE, RoleArn: ROLE, Input: '{"at":"<aws.scheduler.scheduled-time>"}' },
      },
    };
    const cloud = await open({ Daily });
    const days: unknown[] = [];
    for (let day = 0; day < 2; day += 1) {
      cloud.clock.advance(86_400);
      days.push(...(await bodies(cloud)));
    }
    // 07:00 in Japan is 22:00 of the day before in UTC, all year.
    const times = days.map((body) => String((body as { at: string }).at));
    expect(times.map((time) => time.slice(10))).toEqual(['T22:00:00Z', 'T22:00:00Z']);
    expect(new Set(times).size).toBe(2);
  });

  it('C8: a schedule whose time passes while the cloud is off fires when it comes back', async () => {
    const first = await open({});
    const at = new Date(first.clock.now() + 3_600_000).toISOString().slice(0, 19);
    await clientOf(first).send(new CreateScheduleCommand(schedule({ ScheduleExpression: `at(${at})` })));
    await first.service('scheduler').stop?.();
    await first.service('events').stop?.();
    clouds.splice(clouds.indexOf(first), 1);
    first.clock.advance(7200);
    const again = await open({}, { data: first.data });
    expect(await bodies(again)).toEqual([{ notice: `${at}Z` }]);
  });

  it('C8: a name twice, a broken expression, an unknown schedule and a missing PassRole are refused', async () => {
    const cloud = await open({});
    const client = clientOf(cloud);
    await client.send(new CreateScheduleCommand(schedule()));
    const create = (more: object) => client.send(new CreateScheduleCommand(schedule(more)));
    await expect(create({})).rejects.toMatchObject({ name: 'ConflictException' });
    await expect(create({ Name: 'b', ScheduleExpression: 'at(soon)' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await client.send(new DeleteScheduleCommand({ Name: 'notice' }));
    const again = client.send(new DeleteScheduleCommand({ Name: 'notice' }));
    await expect(again).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    const poor = await open({}, { denied: ['iam:PassRole'] });
    const denied = clientOf(poor).send(new CreateScheduleCommand(schedule()));
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
