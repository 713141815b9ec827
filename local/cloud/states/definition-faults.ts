import { compile, isExpression } from './expression.ts';
import { isObject, type JsonObject } from './json.ts';
import { resourceFault } from './resource.ts';

const COMMON = ['Type', 'Comment', 'QueryLanguage'];
const ONWARD = ['Next', 'End', 'Assign', 'Output'];
const GUARDED = ['Retry', 'Catch'];

/** Fields each type of state may have under JSONata; anything else is a mistake or JSONPath. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  Task: [...ONWARD, ...GUARDED, 'Resource', 'Arguments', 'TimeoutSeconds', 'HeartbeatSeconds'],
  Choice: ['Choices', 'Default', 'Assign', 'Output'],
  Map: [...ONWARD, ...GUARDED, 'Items', 'ItemSelector', 'MaxConcurrency', 'ItemProcessor'],
  Parallel: [...ONWARD, ...GUARDED, 'Branches', 'Arguments'],
  Wait: [...ONWARD, 'Seconds', 'Timestamp'],
  Pass: ONWARD,
  Succeed: ['Output'],
  Fail: ['Error', 'Cause'],
};
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  Task: ['Resource'],
  Choice: ['Choices'],
  Map: ['ItemProcessor'],
  Parallel: ['Branches'],
};

/** Everything wrong with a definition, one sentence each; empty when it can run. */
export function definitionFaults(machine: JsonObject): string[] {
  if (machine.QueryLanguage !== 'JSONata') {
    return ['/QueryLanguage must be "JSONata": the laptop cloud runs no JSONPath machines.'];
  }
  return [...machineFaults(machine, '', new Set()), ...expressionFaults(machine, '')];
}

function machineFaults(machine: JsonObject, place: string, outer: ReadonlySet<string>): string[] {
  const states = machine.States;
  if (!isObject(states)) return [`${place}/States must be an object.`];
  const faults = targetFault(states, machine.StartAt, `${place}/StartAt`);
  const own = assignedIn(states);
  for (const name of own) {
    if (outer.has(name)) faults.push(`${place}: $${name} is already a variable of an outer scope.`);
  }
  const scope = new Set([...outer, ...own]);
  for (const [name, state] of Object.entries(states)) {
    const at = `${place}/States/${name}`;
    faults.push(...(isObject(state) ? stateFaults(state, states, at, scope) : [`${at} must be an object.`]));
  }
  return faults;
}

function stateFaults(
  state: JsonObject,
  states: JsonObject,
  at: string,
  scope: ReadonlySet<string>,
): string[] {
  const type = String(state.Type);
  const fields = FIELDS[type];
  if (fields === undefined) return [`${at}/Type "${type}" is not a state type.`];
  const faults: string[] = [];
  for (const field of Object.keys(state)) {
    if (!fields.includes(field) && !COMMON.includes(field)) {
      faults.push(`${at}/${field} is not a field of a JSONata ${type} state.`);
    }
  }
  for (const field of REQUIRED[type] ?? []) {
    if (state[field] === undefined) faults.push(`${at}/${field} is missing.`);
  }
  if (type === 'Task' && typeof state.Resource === 'string')
    faults.push(...resourceFault(state.Resource, at));
  if (type === 'Wait' && (state.Seconds === undefined) === (state.Timestamp === undefined)) {
    faults.push(`${at} needs either Seconds or Timestamp.`);
  }
  return [...faults, ...transitionFaults(state, states, at), ...innerFaults(state, at, scope)];
}

function transitionFaults(state: JsonObject, states: JsonObject, at: string): string[] {
  const faults: string[] = [];
  const onward = FIELDS[String(state.Type)]?.includes('Next') ?? false;
  if (onward && (state.Next === undefined) === (state.End !== true)) {
    faults.push(`${at} needs either Next or "End": true.`);
  }
  if (state.Next !== undefined) faults.push(...targetFault(states, state.Next, `${at}/Next`));
  if (state.Default !== undefined) faults.push(...targetFault(states, state.Default, `${at}/Default`));
  for (const list of ['Choices', 'Catch'] as const) {
    rulesOf(state, list).forEach((rule, index) => {
      faults.push(...targetFault(states, rule.Next, `${at}/${list}[${index}]/Next`));
    });
  }
  for (const list of ['Retry', 'Catch'] as const)
    faults.push(...coverFaults(rulesOf(state, list), `${at}/${list}`));
  rulesOf(state, 'Choices').forEach((rule, index) => {
    if (rule.Condition === undefined) faults.push(`${at}/Choices[${index}]/Condition is missing.`);
  });
  return faults;
}

/** ASL "Errors": States.ALL must stand alone and in the last place. */
function coverFaults(rules: readonly JsonObject[], at: string): string[] {
  return rules.flatMap((rule, index) => {
    const names = rule.ErrorEquals;
    if (!Array.isArray(names) || names.length === 0)
      return [`${at}[${index}]/ErrorEquals must name an error.`];
    const misplaced = names.includes('States.ALL') && (names.length > 1 || index < rules.length - 1);
    return misplaced ? [`${at}[${index}]: States.ALL must stand alone in the last place.`] : [];
  });
}

function innerFaults(state: JsonObject, at: string, scope: ReadonlySet<string>): string[] {
  if (state.Type === 'Map' && isObject(state.ItemProcessor)) {
    const config = state.ItemProcessor.ProcessorConfig;
    if (isObject(config) && config.Mode === 'DISTRIBUTED') return [`${at}: only inline Map states run here.`];
    return machineFaults(state.ItemProcessor, `${at}/ItemProcessor`, scope);
  }
  if (state.Type !== 'Parallel' || !Array.isArray(state.Branches)) return [];
  return state.Branches.flatMap((branch, index) =>
    isObject(branch) ? machineFaults(branch, `${at}/Branches[${index}]`, scope) : [],
  );
}

function targetFault(states: JsonObject, target: unknown, at: string): string[] {
  if (typeof target === 'string' && Object.hasOwn(states, target)) return [];
  return [`${at} names the state ${JSON.stringify(target)}, which does not exist there.`];
}

function rulesOf(state: JsonObject, list: string): JsonObject[] {
  const rules = state[list];
  return Array.isArray(rules) ? rules.filter(isObject) : [];
}

function assignedIn(states: JsonObject): Set<string> {
  const names = new Set<string>();
  for (const state of Object.values(states)) {
    if (!isObject(state)) continue;
    for (const holder of [state, ...rulesOf(state, 'Choices'), ...rulesOf(state, 'Catch')]) {
      if (isObject(holder.Assign)) for (const name of Object.keys(holder.Assign)) names.add(name);
    }
  }
  return names;
}

function expressionFaults(value: unknown, at: string): string[] {
  if (isExpression(value)) {
    try {
      compile(value);
      return [];
    } catch (error) {
      return [`${at} is not a usable JSONata expression: ${(error as Error).message}`];
    }
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => expressionFaults(item, `${at}/${name}`));
}
