import type { TaskState } from './definition.ts';
import { StateFailure } from './failure.ts';
import type { Json } from './json.ts';
import { parseResource, type TaskResource } from './resource.ts';
import type { Outcome, Step } from './step.ts';

/** A Task state: one call, or a call and then the wait for its token, both under their time limits. */
export async function performTask(step: Step, state: TaskState): Promise<Outcome> {
  const resource = parseResource(state.Resource);
  if (resource === undefined) throw new StateFailure('States.Runtime', `Unknown resource ${state.Resource}.`);
  beginAttempt(step, resource);
  const [kind, name] = [resource.service, resource.operation];
  try {
    const result = await withinLimits(step, state, (signal) => work(step, state, resource, signal));
    step.record('TaskSucceeded', { taskSucceededEventDetails: { resourceType: kind, resource: name } });
    return { rule: state, result, output: result, next: state.Next };
  } catch (error) {
    if (error instanceof StateFailure) recordFailure(step, kind, name, error);
    if (step.strand.token !== undefined && !step.place.signal.aborted)
      step.run.journal.closeToken(step.strand.token);
    throw error;
  }
}

/** A wait for a token goes on after a restart under its first deadline; any other call is simply made again. */
function beginAttempt(step: Step, resource: TaskResource): void {
  const { run, strand } = step;
  const goesOn = strand.attemptAt !== undefined && (!step.resumed || strand.token !== undefined);
  if (goesOn) return;
  const attemptAt = run.clock.now();
  if (!resource.waitsForToken) {
    step.keep({ attemptAt });
    return;
  }
  const token = run.tokens.create();
  const { arn, machineArn } = run.execution;
  run.journal.openToken({ token, execution: arn, machineArn, heartbeatAt: attemptAt });
  step.keep({ attemptAt, token, handedOver: false });
}

async function work(
  step: Step,
  state: TaskState,
  resource: TaskResource,
  signal: AbortSignal,
): Promise<Json> {
  const { run, strand } = step;
  if (strand.token !== undefined && strand.handedOver) return run.tokens.settled(strand.token, signal);
  const given = await step.evaluate(state.Arguments ?? strand.input, 'Arguments');
  step.record('TaskScheduled', {
    taskScheduledEventDetails: {
      resourceType: resource.service,
      resource: resource.operation,
      region: run.execution.arn.split(':')[3] ?? '',
      parameters: JSON.stringify(given),
    },
  });
  const result = await run.integration(resource, given, run.execution.role);
  if (strand.token === undefined || signal.aborted) return result;
  step.keep({ handedOver: true });
  return run.tokens.settled(strand.token, signal);
}

/** Races the work against TimeoutSeconds, HeartbeatSeconds and an interruption from outside. */
async function withinLimits(
  step: Step,
  state: TaskState,
  start: (signal: AbortSignal) => Promise<Json>,
): Promise<Json> {
  const timeout = await seconds(step, state.TimeoutSeconds, 'TimeoutSeconds');
  const heartbeat = await seconds(step, state.HeartbeatSeconds, 'HeartbeatSeconds');
  const over = new AbortController();
  const signal = AbortSignal.any([step.place.signal, over.signal]);
  try {
    return await Promise.race([start(signal), expiry(step, timeout, heartbeat, signal)]);
  } finally {
    over.abort();
  }
}

/** Never resolves; rejects at the first missed limit. A heartbeat moves its limit. */
async function expiry(step: Step, timeout: number, heartbeat: number, signal: AbortSignal): Promise<never> {
  const { run, strand } = step;
  const began = strand.attemptAt ?? run.clock.now();
  const end = began + timeout * 1000;
  for (;;) {
    const beat = strand.token === undefined ? undefined : run.journal.token(strand.token)?.heartbeatAt;
    const silence = beat === undefined ? Number.POSITIVE_INFINITY : beat + heartbeat * 1000;
    const now = run.clock.now();
    if (now >= end) throw new StateFailure('States.Timeout', `The task ran longer than ${timeout} seconds.`);
    if (now >= silence) {
      throw new StateFailure('States.HeartbeatTimeout', `No heartbeat for ${heartbeat} seconds.`);
    }
    await run.alarms.until(Math.min(end, silence), signal);
  }
}

async function seconds(step: Step, field: Json | undefined, name: string): Promise<number> {
  if (field === undefined) return Number.POSITIVE_INFINITY;
  const value = await step.evaluate(field, name);
  if (Number.isInteger(value) && Number(value) > 0) return Number(value);
  throw new StateFailure(
    'States.QueryEvaluationError',
    `${name} must be a positive whole number of seconds.`,
  );
}

function recordFailure(step: Step, resourceType: string, resource: string, failure: StateFailure): void {
  const timedOut = failure.error === 'States.Timeout' || failure.error === 'States.HeartbeatTimeout';
  const details = { resourceType, resource, error: failure.error, cause: failure.explanation };
  if (timedOut) step.record('TaskTimedOut', { taskTimedOutEventDetails: details });
  else step.record('TaskFailed', { taskFailedEventDetails: details });
}
