import { definitionFaults } from './definition-faults.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { Retrier } from './retry.ts';

/** A state machine, or one branch of it (ASL "States"). */
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
}

export interface Assigning {
  readonly Assign?: JsonObject;
  readonly Output?: Json;
}

export interface Catcher extends Assigning {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
}

interface Common extends Assigning {
  readonly Next?: string;
  readonly End?: boolean;
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface TaskState extends Common {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Arguments?: Json;
  readonly TimeoutSeconds?: Json;
  readonly HeartbeatSeconds?: Json;
}

export interface ChoiceState extends Common {
  readonly Type: 'Choice';
  readonly Choices: readonly (Assigning & { readonly Condition: Json; readonly Next: string })[];
  readonly Default?: string;
}

export interface MapState extends Common {
  readonly Type: 'Map';
  readonly Items?: Json;
  readonly ItemSelector?: Json;
  readonly MaxConcurrency?: Json;
  readonly ItemProcessor: Machine & { readonly ProcessorConfig?: { readonly Mode?: string } };
}

export interface ParallelState extends Common {
  readonly Type: 'Parallel';
  readonly Branches: readonly Machine[];
  readonly Arguments?: Json;
}

export interface WaitState extends Common {
  readonly Type: 'Wait';
  readonly Seconds?: Json;
  readonly Timestamp?: Json;
}

export interface PassState extends Common {
  readonly Type: 'Pass';
}

export interface SucceedState extends Common {
  readonly Type: 'Succeed';
}

export interface FailState extends Common {
  readonly Type: 'Fail';
  readonly Error?: Json;
  readonly Cause?: Json;
}

export type State =
  | TaskState
  | ChoiceState
  | MapState
  | ParallelState
  | WaitState
  | PassState
  | SucceedState
  | FailState;

/**
 * Reads a state machine written in JSONata.
 *
 * @throws Error listing every fault, each with the place where it stands
 */
export function parseDefinition(text: string): Machine {
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) throw new Error('The definition is not a JSON object.');
  const faults = definitionFaults(value);
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return value as unknown as Machine;
}
