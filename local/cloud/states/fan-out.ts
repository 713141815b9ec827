import type { Machine, MapState, ParallelState } from './definition.ts';
import { Interrupted, StateFailure } from './failure.ts';
import type { Json } from './json.ts';
import type { Place } from './run.ts';
import type { Outcome, Step } from './step.ts';

/** Runs a branch to its end; given by the strand runner, which these states are part of. */
export type RunBranch = (
  step: Step,
  place: Place,
  machine: Machine,
  input: () => Promise<Json>,
) => Promise<Json>;

/** ASL: 0 means "no limit", which Step Functions reads as 40 for an inline Map. */
const INLINE_CONCURRENCY = 40;

/** A Map state (inline): the processor once per item; results in the order of the items. */
export async function performMap(step: Step, state: MapState, runBranch: RunBranch): Promise<Outcome> {
  const items = step.strand.items ?? (await mapItems(step, state));
  step.keep({ items });
  const limit =
    Number(await step.evaluate(state.MaxConcurrency ?? 0, 'MaxConcurrency')) || INLINE_CONCURRENCY;
  const result = await fanOut(step, items.length, limit, (index, place) => {
    const item = { ...place, mapItem: { Index: index, Value: items[index] ?? null } };
    return runBranch(step, item, state.ItemProcessor, () => itemInput(step, state, item));
  });
  return { rule: state, result, output: result, next: state.Next };
}

async function mapItems(step: Step, state: MapState): Promise<Json[]> {
  const items = state.Items === undefined ? step.strand.input : await step.evaluate(state.Items, 'Items');
  if (Array.isArray(items)) return items;
  throw new StateFailure('States.QueryEvaluationError', "The field 'Items' must give an array.");
}

/** The selector sees the Map's own state with the item in its context. */
async function itemInput(
  step: Step,
  state: MapState,
  place: Place & { mapItem: { Value: Json } },
): Promise<Json> {
  if (state.ItemSelector === undefined) return place.mapItem.Value;
  return step.at(place).evaluate(state.ItemSelector, 'ItemSelector');
}

/** A Parallel state: every branch on the same input; results in the order of the branches. */
export async function performParallel(
  step: Step,
  state: ParallelState,
  runBranch: RunBranch,
): Promise<Outcome> {
  const input = await step.evaluate(state.Arguments ?? step.strand.input, 'Arguments');
  const { Branches: branches } = state;
  const result = await fanOut(step, branches.length, branches.length, (index, place) => {
    const branch = branches[index];
    if (branch === undefined) throw new RangeError(`Branch ${index} does not exist.`);
    return runBranch(step, place, branch, async () => input);
  });
  return { rule: state, result, output: result, next: state.Next };
}

/** Works through `count` branches, `limit` at a time; the first failure stops the others and is thrown. */
async function fanOut(
  step: Step,
  count: number,
  limit: number,
  work: (index: number, place: Place) => Promise<Json>,
): Promise<Json[]> {
  const failed = new AbortController();
  const signal = AbortSignal.any([step.place.signal, failed.signal]);
  const { place, strand } = step;
  const scope = { ...place.scope, ...strand.variables };
  const results: Json[] = new Array(count).fill(null);
  const reasons: unknown[] = [];
  let next = 0;

  async function worker(): Promise<void> {
    while (next < count && !signal.aborted) {
      const index = next++;
      try {
        const inner = place.mapItem === undefined ? {} : { mapItem: place.mapItem };
        const path = `${place.path}/${strand.state}[${index}]`;
        results[index] = await work(index, { ...inner, path, scope, signal });
      } catch (reason) {
        reasons.push(reason);
        failed.abort(new Interrupted('Another branch failed.'));
      }
    }
  }

  await Promise.all(Array.from({ length: Math.min(limit, count) }, worker));
  place.signal.throwIfAborted();
  if (reasons.length > 0) throw reasons[0];
  return results;
}
