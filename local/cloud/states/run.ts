import type { AlarmClock } from '../alarm-clock.ts';
import type { Clock } from '../service.ts';
import type { Evaluator } from './expression.ts';
import type { Integration } from './integration.ts';
import type { Execution, Journal } from './journal.ts';
import type { Json, JsonObject } from './json.ts';
import type { TaskTokens } from './task-tokens.ts';

/** One execution being worked on, with all that its states need. */
export interface Run {
  readonly execution: Execution;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly alarms: AlarmClock;
  readonly evaluator: Evaluator;
  readonly integration: Integration;
  readonly tokens: TaskTokens;
}

/** Where a strand stands inside its execution. */
export interface Place {
  readonly path: string;
  /** Variables of the outer scopes: readable, never assigned from here. */
  readonly scope: JsonObject;
  /** `$states.context.Map.Item` inside a Map. */
  readonly mapItem?: { readonly Index: number; readonly Value: Json };
  /** Aborted with an `Interrupted` when a sibling failed, or the execution was stopped. */
  readonly signal: AbortSignal;
}
