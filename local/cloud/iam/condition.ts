import { compilePattern } from './pattern.ts';

/** What a request says about itself: condition keys in lower case, each with its values. */
export type RequestKeys = Readonly<Record<string, readonly string[]>>;

/** A condition operator this evaluator does not implement; the statement's author must be told, not guessed at. */
export class UnknownConditionError extends Error {}

type Test = (actual: string, wanted: string) => boolean;

const like: Test = (actual, wanted) => compilePattern(wanted)(actual);
const same: Test = (actual, wanted) => actual === wanted;
const sameFold: Test = (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase();
const date = (text: string) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const POSITIVE: Readonly<Record<string, Test>> = {
  StringEquals: same,
  StringEqualsIgnoreCase: sameFold,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: sameFold,
  NumericEquals: (actual, wanted) => Number(actual) === Number(wanted),
  NumericLessThan: (actual, wanted) => Number(actual) < Number(wanted),
  NumericLessThanEquals: (actual, wanted) => Number(actual) <= Number(wanted),
  NumericGreaterThan: (actual, wanted) => Number(actual) > Number(wanted),
  NumericGreaterThanEquals: (actual, wanted) => Number(actual) >= Number(wanted),
  DateLessThan: (actual, wanted) => date(actual) < date(wanted),
  DateGreaterThan: (actual, wanted) => date(actual) > date(wanted),
};

/** Negated operators hold when no wanted value fits, also when the key is absent. */
const NEGATED: Readonly<Record<string, Test>> = {
  StringNotEquals: same,
  StringNotEqualsIgnoreCase: sameFold,
  StringNotLike: like,
  ArnNotEquals: like,
  ArnNotLike: like,
  NumericNotEquals: (actual, wanted) => Number(actual) === Number(wanted),
};

/**
 * Whether every condition of a statement's `Condition` block holds.
 *
 * @throws UnknownConditionError for an operator outside this list
 */
export function conditionsHold(block: unknown, keys: RequestKeys): boolean {
  if (block === undefined) return true;
  return Object.entries(block as Record<string, Record<string, unknown>>).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) =>
      holds(operator, keys[key.toLowerCase()], asTexts(values)),
    ),
  );
}

function holds(operator: string, actual: readonly string[] | undefined, wanted: readonly string[]): boolean {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return wanted.some((value) => (value === 'true') === (actual === undefined));
  const negated = NEGATED[name];
  const test = POSITIVE[name] ?? negated;
  if (test === undefined) throw new UnknownConditionError(`IAM condition operator ${operator} is not known.`);
  if (actual === undefined) return ifExists !== undefined || negated !== undefined || set === 'ForAllValues';
  const fits = (value: string) => wanted.some((each) => test(value, each)) !== (negated !== undefined);
  return set === 'ForAllValues' || (negated !== undefined && set === undefined)
    ? actual.every(fits)
    : actual.some(fits);
}

function asTexts(values: unknown): string[] {
  return (Array.isArray(values) ? values : [values]).map(String);
}
