import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '../service.ts';
import { StateFailure } from './failure.ts';
import { isObject, type Json, type JsonObject } from './json.ts';

/** Values an expression may name: `$states` and the variables in scope, without their dollar sign. */
export type Bindings = Readonly<Record<string, Json>>;

/** Evaluates the `{% … %}` strings of a state's fields. */
export interface Evaluator {
  /** Replaces every expression in a value; throws `States.QueryEvaluationError` naming the field. */
  evaluate(value: Json, bindings: Bindings, field: string): Promise<Json>;
}

const OPEN = '{%';
const CLOSE = '%}';
const LIMITS = { timeout: 5000, stack: 1000, sequence: 100_000 };
const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** Whether a string of a definition is an expression: opened and closed without blanks outside. */
export function isExpression(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(OPEN) && value.endsWith(CLOSE);
}

/** Compiles an expression; throws a sentence when it is not JSONata, or calls `$eval`, which AWS refuses. */
export function compile(expression: string): jsonata.Expression {
  const source = expression.slice(OPEN.length, -CLOSE.length);
  const compiled = jsonata(source, LIMITS);
  if (callsEval(compiled.ast())) throw new Error('$eval is not available in Step Functions; use $parse.');
  return compiled;
}

function callsEval(node: unknown): boolean {
  if (typeof node !== 'object' || node === null) return false;
  if ('type' in node && node.type === 'variable' && 'value' in node && node.value === 'eval') return true;
  return Object.values(node).some(callsEval);
}

/** An evaluator whose `$now` and `$millis` read the cloud's clock. Compiled expressions are kept. */
export function createEvaluator(clock: Clock): Evaluator {
  const compiled = new Map<string, jsonata.Expression>();
  const functions = extraFunctions(clock);

  async function evaluateString(text: string, bindings: Bindings, field: string): Promise<Json> {
    const expression = compiled.get(text) ?? compile(text);
    compiled.set(text, expression);
    let result: unknown;
    try {
      result = await expression.evaluate(undefined, { ...functions, ...bindings });
    } catch (error) {
      throw queryError(field, text, (error as Error).message);
    }
    if (result === undefined || typeof result === 'function') {
      throw queryError(field, text, 'the expression returned nothing (undefined).');
    }
    // Through JSON: sequences lose their marks, and nothing a later state changes is shared.
    return JSON.parse(JSON.stringify(result)) as Json;
  }

  async function evaluate(value: Json, bindings: Bindings, field: string): Promise<Json> {
    if (isExpression(value)) return evaluateString(value, bindings, field);
    if (Array.isArray(value)) {
      return Promise.all(value.map((item, index) => evaluate(item, bindings, `${field}[${index}]`)));
    }
    if (!isObject(value)) return value;
    const result: JsonObject = {};
    for (const [name, item] of Object.entries(value)) {
      result[name] = await evaluate(item, bindings, `${field}/${name}`);
    }
    return result;
  }

  return { evaluate };
}

function queryError(field: string, text: string, reason: string): StateFailure {
  return new StateFailure(
    'States.QueryEvaluationError',
    `The JSONata expression '${text.slice(OPEN.length, -CLOSE.length).trim()}' in the field '${field}' failed: ${reason}`,
  );
}

/** The functions Step Functions adds to JSONata ("JSONata functions provided by Step Functions"). */
function extraFunctions(clock: Clock): Record<string, (...given: never[]) => unknown> {
  const format = jsonata('$fromMillis($instant, $picture, $zone)');
  return {
    partition: (list: Json[], size: number) => partition(list, size),
    range: (first: number, last: number, step = 1) => range(first, last, step),
    hash: (text: string, algorithm: string) => hash(text, algorithm),
    random: (seed?: number) => (seed === undefined ? Math.random() : seeded(seed)),
    uuid: () => randomUUID(),
    parse: (text: string) => JSON.parse(text) as Json,
    eval: () => {
      throw new Error('$eval is not available in Step Functions; use $parse.');
    },
    millis: () => clock.now(),
    now: (picture?: string, zone?: string) =>
      format.evaluate(undefined, { instant: clock.now(), picture, zone }),
  };
}

function partition(list: Json[], size: number): Json[][] {
  if (!Array.isArray(list) || !Number.isInteger(size) || size < 1) {
    throw new Error('$partition takes an array and a positive whole number.');
  }
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every(Number.isInteger) || step === 0) {
    throw new Error('$range takes whole numbers: first, last and a step that is not 0.');
  }
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > 1000) throw new Error('$range makes at most 1000 values.');
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(text: string, algorithm: string): string {
  const name = HASHES[algorithm];
  if (typeof text !== 'string' || name === undefined) {
    throw new Error(`$hash takes a string and one of ${Object.keys(HASHES).join(', ')}.`);
  }
  return createHash(name).update(text).digest('hex');
}

/** The same number in [0, 1) for the same seed. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}
