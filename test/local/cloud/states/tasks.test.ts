import {
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../../local/cloud/service.ts';
import { type Bench, openBench } from './state-machine.ts';

const benches: Bench[] = [];
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close();
});

type Settings = Parameters<typeof openBench>[1];

async function open(state: Record<string, unknown>, settings: Settings = {}): Promise<Bench> {
  const Caught = { Type: 'Pass', Output: { caught: '{% $states.input %}' }, End: true };
  const bench = await openBench(
    { StartAt: 'Work', States: { Work: { End: true, ...state }, Caught } },
    settings,
  );
  benches.push(bench);
  return bench;
}

async function run(state: Record<string, unknown>, settings: Settings = {}, input: unknown = {}) {
  const bench = await open(state, settings);
  return bench.ended(await bench.start(input));
}

const INVOKE = 'arn:aws:states:::lambda:invoke';
const invocation = (more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName: 'worker', Payload: '{% $states.input %}' },
  ...more,
});
const thrown = (errorType: string) => ({
  payload: { errorType, errorMessage: 'on purpose' },
  functionError: 'Unhandled' as const,
});

describe('tasks', () => {
  it('A9: lambda:invoke hands the payload over and gives the parsed answer', async () => {
    const seen: unknown[] = [];
    const invoke = (name: string, payload: unknown) => {
      seen.push([name, payload]);
      return { payload: { answer: 42 } };
    };
    const result = await run(
      invocation({ Output: '{% $states.result.Payload %}' }),
      { invoke },
      { question: 1 },
    );
    expect(result).toEqual({ status: 'SUCCEEDED', output: { answer: 42 } });
    expect(seen).toEqual([['worker', { question: 1 }]]);
  });

  it('A9: a machine whose role may not invoke the function is refused', async () => {
    const { status, error, cause } = await run(invocation(), {
      invoke: () => ({ payload: null }),
      denied: ['lambda:InvokeFunction'],
    });
    expect([status, error]).toEqual(['FAILED', 'Lambda.AWSLambdaException']);
    expect(cause).toContain('role/machine is not authorized');
  });

  it('A9: Retry counts each retrier apart and backs off by the clock', async () => {
    const errors = ['Busy', 'Busy', 'Odd', 'Busy'];
    const retry = [
      { ErrorEquals: ['Busy'], IntervalSeconds: 100, BackoffRate: 3, MaxAttempts: 3, MaxDelaySeconds: 200 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 1, MaxAttempts: 1 },
    ];
    const times: number[] = [];
    let bench: Bench | undefined;
    const invoke = () => {
      times.push(bench?.cloud.clock.now() ?? 0);
      const error = errors.shift();
      return error === undefined ? { payload: 'done' } : thrown(error);
    };
    bench = await open(invocation({ Retry: retry, Output: '{% $states.context.State.RetryCount %}' }), {
      invoke,
    });
    const arn = await bench.start();
    const ended = bench.ended(arn);
    const tick = setInterval(() => bench.cloud.clock.advance(20), 5);
    expect(await ended.finally(() => clearInterval(tick))).toEqual({ status: 'SUCCEEDED', output: 4 });
    const waits = times.slice(1).map((time, index) => Math.round((time - (times[index] ?? 0)) / 20_000) * 20);
    expect(waits).toEqual([100, 200, expect.any(Number), 200]);
  });

  it('A9: attempts run out and the last error ends the execution', async () => {
    let calls = 0;
    const invoke = () => {
      calls += 1;
      return thrown('Busy');
    };
    const retry = [{ ErrorEquals: ['Busy'], IntervalSeconds: 1, MaxAttempts: 2, JitterStrategy: 'FULL' }];
    const bench = await open(invocation({ Retry: retry }), { invoke });
    const arn = await bench.start();
    const tick = setInterval(() => bench.cloud.clock.advance(10), 5);
    const ended = await bench.ended(arn).finally(() => clearInterval(tick));
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Busy' });
    expect(calls).toBe(3);
  });

  it('A9: Catch gives the error to Assign and Output and goes on', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Work' },
      {
        ErrorEquals: ['States.TaskFailed'],
        Next: 'Caught',
        Output: '{% { "why": $states.errorOutput.Error, "input": $states.input.id } %}',
      },
    ];
    const result = await run(invocation({ Catch }), { invoke: () => thrown('Broken') }, { id: 7 });
    expect(result.output).toEqual({ caught: { why: 'Broken', input: 7 } });
  });

  it('A9: TimeoutSeconds is States.Timeout, which States.TaskFailed does not cover', async () => {
    const never = () => new Promise<never>(() => {});
    const timeLimited = (name: string) =>
      open(invocation({ TimeoutSeconds: 30, Catch: [{ ErrorEquals: [name], Next: 'Caught' }] }), {
        invoke: never,
      });
    const [uncaught, caught] = [await timeLimited('States.TaskFailed'), await timeLimited('States.Timeout')];
    const arns = [await uncaught.start(), await caught.start()] as const;
    uncaught.cloud.clock.advance(31);
    caught.cloud.clock.advance(31);
    expect(await uncaught.ended(arns[0])).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect((await caught.ended(arns[1])).output).toMatchObject({ caught: { Error: 'States.Timeout' } });
  });

  it('A9: SDK integrations run as the machine and their errors carry the documented name', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem',
      Arguments: { TableName: 'cases' },
      Catch: [{ ErrorEquals: ['DynamoDb.ConditionalCheckFailedException'], Next: 'Caught' }],
    };
    const bench = await open(state, {
      call: () => {
        throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed');
      },
    });
    const { output } = await bench.ended(await bench.start());
    expect(output).toMatchObject({ caught: { Cause: 'The conditional request failed' } });
    expect(bench.cloud.calls).toEqual([
      { service: 'dynamodb', operation: 'UpdateItem', caller: 'arn:aws:iam::000000000000:role/machine' },
    ]);
  });

  it('A9: optimised integrations turn JSON into the string the API wants', async () => {
    const inputs: unknown[] = [];
    const call = (_service: string, _operation: string, input: unknown) => {
      inputs.push(input);
      return { Entries: [{ EventId: '1' }], FailedEntryCount: 0 };
    };
    const entry = { Source: 'guichet', DetailType: 'Decided', Detail: { id: '{% $states.input.id %}' } };
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::events:putEvents',
      Arguments: { Entries: [entry] },
    };
    await run(state, { call }, { id: 7 });
    expect(inputs).toEqual([{ Entries: [{ ...entry, Detail: '{"id":7}' }] }]);
  });

  it('A9: an event the bus refuses fails the optimised task', async () => {
    const state = { Type: 'Task', Resource: 'arn:aws:states:::events:putEvents', Arguments: { Entries: [] } };
    const { error } = await run(state, { call: () => ({ FailedEntryCount: 1, Entries: [] }) });
    expect(error).toBe('EventBridge.FailedEntry');
  });
});

describe('task tokens', () => {
  const waiting = (more: Record<string, unknown> = {}) =>
    invocation({
      Resource: `${INVOKE}.waitForTaskToken`,
      Arguments: { FunctionName: 'worker', Payload: { token: '{% $states.context.Task.Token %}' } },
      ...more,
    });

  async function handedOver(more: Record<string, unknown> = {}) {
    const token = Promise.withResolvers<string>();
    const invoke = (_name: string, payload: unknown) => {
      token.resolve((payload as { token: string }).token);
      return { payload: null };
    };
    const bench = await open(waiting(more), { invoke });
    const arn = await bench.start();
    return { bench, arn, taskToken: await token.promise };
  }

  it('A9: the reviewer answers with SendTaskSuccess, once', async () => {
    const { bench, arn, taskToken } = await handedOver();
    const success = new SendTaskSuccessCommand({ taskToken, output: '{"verdict":"approve"}' });
    await bench.sfn.send(success);
    expect(await bench.ended(arn)).toEqual({ status: 'SUCCEEDED', output: { verdict: 'approve' } });
    await expect(bench.sfn.send(success)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('A9: SendTaskFailure reaches Catch by name', async () => {
    const { bench, arn, taskToken } = await handedOver({
      Catch: [{ ErrorEquals: ['Refused'], Next: 'Caught' }],
    });
    await bench.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Refused', cause: 'blurred' }));
    expect((await bench.ended(arn)).output).toEqual({ caught: { Error: 'Refused', Cause: 'blurred' } });
  });

  it('A9: the 24 h deadline passes and the token is worth nothing afterwards', async () => {
    const { bench, arn, taskToken } = await handedOver({ TimeoutSeconds: 86_400 });
    bench.cloud.clock.advance(86_401);
    expect(await bench.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    const late = bench.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
    await expect(late).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('A9: heartbeats keep a task alive; a missed one is States.HeartbeatTimeout', async () => {
    const { bench, arn, taskToken } = await handedOver({ HeartbeatSeconds: 60 });
    bench.cloud.clock.advance(50);
    await bench.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    bench.cloud.clock.advance(50);
    await bench.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
    bench.cloud.clock.advance(61);
    expect(await bench.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout' });
  });

  it('A9: unknown tokens and outputs that are not JSON are refused by name', async () => {
    const { bench, taskToken } = await handedOver();
    const guess = new SendTaskSuccessCommand({ taskToken: 'A'.repeat(86), output: '{}' });
    await expect(bench.sfn.send(guess)).rejects.toMatchObject({ name: 'InvalidToken' });
    const broken = new SendTaskSuccessCommand({ taskToken, output: '{' });
    await expect(bench.sfn.send(broken)).rejects.toMatchObject({ name: 'InvalidOutput' });
  });
});

describe('executions', () => {
  const wait = { Type: 'Wait', Seconds: 999 };

  it('A9: a name starts one execution: same input again is the same, another input is refused', async () => {
    const bench = await open(wait);
    const first = await bench.start({ a: 1 }, 'case-1');
    expect(await bench.start({ a: 1 }, 'case-1')).toBe(first);
    await expect(bench.start({ a: 2 }, 'case-1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await bench.sfn.send(new StopExecutionCommand({ executionArn: first, error: 'Withdrawn' }));
    await expect(bench.start({ a: 1 }, 'case-1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(await bench.ended(first)).toMatchObject({ status: 'ABORTED', error: 'Withdrawn' });
  });

  it('A9: unknown machines, executions, names and inputs are refused by name', async () => {
    const bench = await open(wait);
    const start = (more: object) =>
      bench.sfn.send(new StartExecutionCommand({ stateMachineArn: bench.machineArn, ...more }));
    await expect(start({ stateMachineArn: `${bench.machineArn}x` })).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await expect(start({ stateMachineArn: 'Machine' })).rejects.toMatchObject({ name: 'InvalidArn' });
    await expect(start({ input: '{' })).rejects.toMatchObject({ name: 'InvalidExecutionInput' });
    await expect(start({ name: 'a b' })).rejects.toMatchObject({ name: 'InvalidName' });
    await expect(bench.ended('arn:nothing')).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
  });

  it('A9: lists executions by status and tells the history in order', async () => {
    const bench = await open({ Type: 'Pass' });
    const executionArn = await bench.start({}, 'one');
    await bench.ended(executionArn);
    const { stateMachineArn, filter } = { stateMachineArn: bench.machineArn, filter: 'SUCCEEDED' as const };
    const { executions } = await bench.sfn.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: filter }),
    );
    expect(executions?.map(({ name }) => name)).toEqual(['one']);
    const { events } = await bench.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('A9: executions are forgotten 90 days after their end, and their names are free again', async () => {
    const bench = await open({ Type: 'Pass' });
    const arn = await bench.start({}, 'old');
    await bench.ended(arn);
    bench.cloud.clock.advance(91 * 86_400);
    await bench.cloud.service('states').start?.();
    await expect(bench.ended(arn)).rejects.toMatchObject({ name: 'ExecutionDoesNotExist' });
    expect(await bench.start({}, 'old')).toBe(arn);
  });

  it('A9: an express machine answers at once; a standard one refuses to', async () => {
    const state = { Type: 'Pass', Output: '{% $states.input.a + 1 %}' };
    const express = await open(state, { type: 'EXPRESS' });
    const command = (bench: Bench) =>
      new StartSyncExecutionCommand({ stateMachineArn: bench.machineArn, input: '{"a":1}' });
    expect(await express.sfn.send(command(express))).toMatchObject({ status: 'SUCCEEDED', output: '2' });
    const standard = await open(state);
    await expect(standard.sfn.send(command(standard))).rejects.toMatchObject({
      name: 'StateMachineTypeNotSupported',
    });
  });
});
