import type { Catcher, ChoiceState, FailState, Machine, State, WaitState } from './definition.ts';
import { covers, StateFailure, toFailure } from './failure.ts';
import { performMap, performParallel } from './fan-out.ts';
import type { Strand } from './journal.ts';
import type { Json } from './json.ts';
import { nextAttempt } from './retry.ts';
import type { Place, Run } from './run.ts';
import { type Outcome, Step } from './step.ts';
import { performTask } from './task.ts';

/** Longest Wait the service takes, in seconds. */
const MAX_WAIT_SECONDS = 99_999_999;

/**
 * Runs a branch from where the journal says it stands (or from its start) to its end.
 *
 * @returns the branch's output; throws the `StateFailure` no state caught, or `Interrupted`
 */
export async function runStrand(
  run: Run,
  place: Place,
  machine: Machine,
  input: () => Promise<Json>,
): Promise<Json> {
  const journaled = run.journal.strand(run.execution.arn, place.path);
  if (journaled?.done) return journaled.output ?? null;
  let strand = journaled ?? fresh(run, place.path, machine.StartAt, await input(), {});
  let step = new Step(run, place, strand, journaled !== undefined);
  if (journaled === undefined) enter(step, machine);
  for (;;) {
    const state = stateOf(machine, strand.state);
    const { output, variables, next } = await performGuarded(step, state);
    if (state.Type !== 'Fail')
      record(step, state, 'Exited', { name: strand.state, output: JSON.stringify(output) });
    if (next === undefined) {
      step.keep({ done: true, output }, 'drop');
      return output;
    }
    strand = fresh(run, place.path, next, output, variables);
    step = new Step(run, place, strand, false);
    enter(step, machine);
  }
}

function fresh(run: Run, path: string, state: string, input: Json, variables: Strand['variables']): Strand {
  return { path, state, input, variables, enteredAt: run.clock.now(), retries: [], retryCount: 0 };
}

function enter(step: Step, machine: Machine): void {
  const { strand } = step;
  step.keep({}, 'drop');
  record(step, stateOf(machine, strand.state), 'Entered', {
    name: strand.state,
    input: JSON.stringify(strand.input),
  });
}

function record(
  step: Step,
  state: State,
  moment: 'Entered' | 'Exited',
  details: { [name: string]: Json },
): void {
  step.record(`${state.Type}State${moment}`, { [`state${moment}EventDetails`]: details });
}

function stateOf(machine: Machine, name: string): State {
  const state = machine.States[name];
  if (state === undefined) throw new StateFailure('States.Runtime', `The state '${name}' does not exist.`);
  return state;
}

type Exit = { output: Json; variables: Strand['variables']; next: string | undefined };

/** Performs a state with its retriers and catchers (ASL "Errors": retriers first, then catchers). */
async function performGuarded(step: Step, state: State): Promise<Exit> {
  for (;;) {
    try {
      if (step.strand.wakeAt !== undefined && state.Type !== 'Wait') await awaitAttempt(step);
      const outcome = await perform(step, state);
      return { ...(await step.leave(outcome)), next: outcome.next };
    } catch (thrown) {
      step.place.signal.throwIfAborted();
      const failure = toFailure(thrown);
      if (planRetry(step, state, failure)) continue;
      const catcher = state.Catch?.find((rule) => covers(rule.ErrorEquals, failure.error));
      if (catcher === undefined) throw failure;
      return { ...(await step.leave(caught(catcher, failure))), next: catcher.Next };
    }
  }
}

function caught(catcher: Catcher, failure: StateFailure): Outcome {
  const errorOutput = failure.toOutput();
  return { rule: catcher, errorOutput, output: errorOutput, next: catcher.Next };
}

/** Journals the next attempt when a retrier allows one. */
function planRetry(step: Step, state: State, failure: StateFailure): boolean {
  const { strand, run } = step;
  const attempt = nextAttempt(state.Retry ?? [], failure.error, strand.retries, Math.random);
  if (attempt === undefined) return false;
  const retries = [...strand.retries];
  retries[attempt.retrier] = (retries[attempt.retrier] ?? 0) + 1;
  const wakeAt = run.clock.now() + attempt.delayMilliseconds;
  const forgotten = { attemptAt: undefined, token: undefined, handedOver: undefined, items: undefined };
  step.keep(
    { ...forgotten, retries: Array.from(retries, (n) => n ?? 0), retryCount: strand.retryCount + 1, wakeAt },
    'drop',
  );
  return true;
}

async function awaitAttempt(step: Step): Promise<void> {
  await step.run.alarms.until(step.strand.wakeAt ?? 0, step.place.signal);
  step.keep({ wakeAt: undefined });
}

async function perform(step: Step, state: State): Promise<Outcome> {
  step.place.signal.throwIfAborted();
  switch (state.Type) {
    case 'Task':
      return performTask(step, state);
    case 'Map':
      return performMap(step, state, ({ run }, place, machine, input) =>
        runStrand(run, place, machine, input),
      );
    case 'Parallel':
      return performParallel(step, state, ({ run }, place, machine, input) =>
        runStrand(run, place, machine, input),
      );
    case 'Choice':
      return performChoice(step, state);
    case 'Wait':
      return performWait(step, state);
    case 'Pass':
      return { rule: state, output: step.strand.input, next: state.Next };
    case 'Succeed':
      return { rule: state, output: step.strand.input, next: undefined };
    case 'Fail':
      throw await failureOf(step, state);
  }
}

async function performChoice(step: Step, state: ChoiceState): Promise<Outcome> {
  for (const [index, rule] of state.Choices.entries()) {
    const holds = await step.evaluate(rule.Condition, `Choices[${index}]/Condition`);
    if (typeof holds !== 'boolean') {
      throw new StateFailure(
        'States.QueryEvaluationError',
        `The condition of choice ${index} is not a boolean.`,
      );
    }
    if (holds) return { rule, output: step.strand.input, next: rule.Next };
  }
  if (state.Default !== undefined) return { rule: state, output: step.strand.input, next: state.Default };
  throw new StateFailure('States.NoChoiceMatched', `No choice of '${step.strand.state}' matched.`);
}

async function performWait(step: Step, state: WaitState): Promise<Outcome> {
  const wakeAt = step.strand.wakeAt ?? (await wakeUp(step, state));
  step.keep({ wakeAt });
  await step.run.alarms.until(wakeAt, step.place.signal);
  return { rule: state, output: step.strand.input, next: state.Next };
}

async function wakeUp(step: Step, state: WaitState): Promise<number> {
  if (state.Timestamp !== undefined) {
    const instant = Date.parse(String(await step.evaluate(state.Timestamp, 'Timestamp')));
    if (Number.isFinite(instant)) return instant;
    throw new StateFailure('States.QueryEvaluationError', 'Timestamp must be an ISO 8601 date and time.');
  }
  const seconds = await step.evaluate(state.Seconds ?? 0, 'Seconds');
  if (Number.isInteger(seconds) && Number(seconds) >= 0 && Number(seconds) <= MAX_WAIT_SECONDS) {
    return step.run.clock.now() + Number(seconds) * 1000;
  }
  throw new StateFailure(
    'States.QueryEvaluationError',
    `Seconds must be a whole number from 0 to ${MAX_WAIT_SECONDS}.`,
  );
}

async function failureOf(step: Step, state: FailState): Promise<StateFailure> {
  const error = await step.evaluate(state.Error ?? '', 'Error');
  const cause = await step.evaluate(state.Cause ?? '', 'Cause');
  return new StateFailure(String(error), typeof cause === 'string' ? cause : JSON.stringify(cause));
}
