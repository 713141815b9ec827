import { AwsError } from '../service.ts';

/** An error as the Amazon States Language knows it: a name that Retry and Catch match, and a cause for people. */
export class StateFailure extends Error {
  readonly error: string;
  readonly explanation: string;
  constructor(error: string, cause = '') {
    super(`${error}: ${cause}`);
    this.error = error;
    this.explanation = cause;
  }

  /** `$states.errorOutput`, and the state's output when its catcher names none. */
  toOutput(): { Error: string; Cause: string } {
    return { Error: this.error, Cause: this.explanation };
  }
}

/** The run was cut short from outside (stopped, timed out as a whole, machine shut down): no state may catch it. */
export class Interrupted extends Error {}

/** ASL "States.ALL": these end the execution whatever the state catches. */
const UNCATCHABLE = new Set(['States.Runtime', 'States.DataLimitExceeded']);
const TIMEOUTS = new Set(['States.Timeout', 'States.HeartbeatTimeout']);

/** Whether the `ErrorEquals` of a retrier or catcher covers an error name. */
export function covers(errorEquals: readonly string[], error: string): boolean {
  return errorEquals.some((pattern) => {
    if (pattern === error) return true;
    if (pattern === 'States.ALL') return !UNCATCHABLE.has(error);
    if (pattern === 'States.TaskFailed') return !UNCATCHABLE.has(error) && !TIMEOUTS.has(error);
    return pattern === 'States.Timeout' && error === 'States.HeartbeatTimeout';
  });
}

/** Turns whatever a state threw into a failure; an interruption passes through. */
export function toFailure(thrown: unknown): StateFailure {
  if (thrown instanceof Interrupted) throw thrown;
  if (thrown instanceof StateFailure) return thrown;
  if (thrown instanceof AwsError) return new StateFailure(thrown.code, thrown.message);
  return new StateFailure('States.Runtime', thrown instanceof Error ? thrown.message : String(thrown));
}
