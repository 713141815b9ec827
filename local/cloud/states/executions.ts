import { randomUUID } from 'node:crypto';
import type { AlarmClock } from '../alarm-clock.ts';
import { AwsError, type Clock } from '../service.ts';
import { parseDefinition } from './definition.ts';
import { createEvaluator } from './expression.ts';
import { Interrupted, StateFailure } from './failure.ts';
import type { Integration } from './integration.ts';
import type { Execution, Journal, Status } from './journal.ts';
import type { Json } from './json.ts';
import type { Run } from './run.ts';
import { runStrand } from './strand.ts';
import type { TaskTokens } from './task-tokens.ts';

/** A machine of the template, ready to run. */
export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly role: string;
  readonly definition: string;
  readonly type: 'STANDARD' | 'EXPRESS';
}

export interface ExecutionParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly alarms: AlarmClock;
  readonly tokens: TaskTokens;
  readonly integration: Integration;
}

/** Starts, resumes and ends executions. */
export interface Executions {
  /** Idempotent by name and input while the execution runs; otherwise a taken name is `ExecutionAlreadyExists`. */
  start(machine: StateMachine, name: string | undefined, input: string): Execution;
  stop(arn: string, error?: string, cause?: string): Execution;
  find(arn: string): Execution;
  /** Resolves when no work on this execution is under way any more. */
  settled(arn: string): Promise<void>;
  resume(): void;
  /** Leaves every execution as the journal has it. */
  suspend(): Promise<void>;
}

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

export function createExecutions(parts: ExecutionParts): Executions {
  const { journal, clock, alarms } = parts;
  const evaluator = createEvaluator(clock);
  const underWay = new Map<string, { stop: AbortController; done: Promise<void> }>();

  function find(arn: string): Execution {
    const execution = journal.execution(arn);
    if (execution !== undefined) return execution;
    throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
  }

  function end(
    execution: Execution,
    status: Status,
    given: { output?: string; error?: string; cause?: string },
  ): void {
    const at = clock.now();
    if (!journal.endExecution(execution.arn, { status, at, ...given })) return;
    const moment = {
      SUCCEEDED: 'Succeeded',
      FAILED: 'Failed',
      TIMED_OUT: 'TimedOut',
      ABORTED: 'Aborted',
      RUNNING: '',
    };
    const type = `Execution${moment[status]}`;
    const key = `e${type.slice(1)}EventDetails`;
    journal.addEvent(execution.arn, { at, type, details: { [key]: { ...given } } });
  }

  async function work(execution: Execution, signal: AbortSignal): Promise<void> {
    const run: Run = { execution, evaluator, ...parts };
    try {
      const machine = parseDefinition(execution.definition);
      const input = JSON.parse(execution.input) as Json;
      const output = await runStrand(run, { path: '0', scope: {}, signal }, machine, async () => input);
      end(execution, 'SUCCEEDED', { output: JSON.stringify(output) });
    } catch (error) {
      if (error instanceof Interrupted) return;
      const failure =
        error instanceof StateFailure ? error : new StateFailure('States.Runtime', String(error));
      end(execution, 'FAILED', { error: failure.error, cause: failure.explanation });
    }
  }

  /** ASL "TimeoutSeconds" of the machine: the whole execution ends as TIMED_OUT. */
  async function limit(execution: Execution, stop: AbortController, over: AbortSignal): Promise<void> {
    const { TimeoutSeconds: seconds } = JSON.parse(execution.definition) as { TimeoutSeconds?: number };
    if (seconds === undefined) return;
    await alarms.until(execution.startedAt + seconds * 1000, over);
    end(execution, 'TIMED_OUT', { error: 'States.Timeout', cause: `Ran longer than ${seconds} seconds.` });
    stop.abort(new Interrupted('The execution timed out.'));
  }

  function drive(execution: Execution): void {
    const stop = new AbortController();
    const over = new AbortController();
    limit(execution, stop, AbortSignal.any([stop.signal, over.signal])).catch(() => undefined);
    const done = work(execution, stop.signal).finally(() => {
      over.abort();
      underWay.delete(execution.arn);
    });
    underWay.set(execution.arn, { stop, done });
  }

  return {
    find,
    start(machine, name = randomUUID(), input) {
      requireName(name);
      requireJson(input);
      const execution = begin(machine, name, input, clock.now());
      if (!journal.addExecution(execution)) return sameExecution(find(execution.arn), input);
      const details = { executionStartedEventDetails: { input, roleArn: machine.role } };
      journal.addEvent(execution.arn, { at: execution.startedAt, type: 'ExecutionStarted', details });
      drive(execution);
      return execution;
    },
    stop(arn, error, cause) {
      const execution = find(arn);
      end(execution, 'ABORTED', {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
      underWay.get(arn)?.stop.abort(new Interrupted('The execution was stopped.'));
      return find(arn);
    },
    settled: async (arn) => underWay.get(arn)?.done,
    resume() {
      for (const execution of journal.running()) drive(execution);
    },
    async suspend() {
      const all = [...underWay.values()];
      for (const { stop } of all) stop.abort(new Interrupted('The laptop cloud is stopping.'));
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

function begin(machine: StateMachine, name: string, input: string, now: number): Execution {
  const ended = { stoppedAt: null, output: null, error: null, cause: null };
  const arn = `${machine.arn.replace(':stateMachine:', machine.type === 'EXPRESS' ? ':express:' : ':execution:')}:${name}`;
  return {
    arn,
    machineArn: machine.arn,
    machineName: machine.name,
    name,
    role: machine.role,
    definition: machine.definition,
    input,
    status: 'RUNNING',
    startedAt: now,
    ...ended,
  };
}

/** StartExecution is idempotent only for the same input while the first one runs. */
function sameExecution(existing: Execution, input: string): Execution {
  if (existing.status === 'RUNNING' && existing.input === input) return existing;
  throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${existing.arn}'`);
}

function requireName(name: string): void {
  if (!NAME.test(name)) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

function requireJson(input: string): void {
  try {
    JSON.parse(input);
  } catch (error) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: '${(error as Error).message}'`,
    );
  }
}
