/** A JSON event pattern of EventBridge. */
export type Pattern = Readonly<Record<string, unknown>>;

type Test = (value: unknown) => boolean;
/** Whether a leaf holds for the values found in the event; an empty list means the field is absent. */
type Leaf = (values: readonly unknown[]) => boolean;

/**
 * Whether an event matches a pattern (EventBridge User Guide, "Event patterns").
 *
 * @throws Error when the pattern uses an operator that is not known here
 */
export function matches(pattern: Pattern, event: unknown): boolean {
  return Object.entries(pattern).every(([field, wanted]) => {
    if (field === '$or') return asList(wanted).some((each) => matches(each as Pattern, event));
    const found = valuesOf(event, field);
    if (Array.isArray(wanted)) return wanted.some((each) => leaf(each)(found));
    return (
      found.some((value) => isObject(value) && matches(wanted as Pattern, value)) ||
      isAbsentWanted(wanted, found)
    );
  });
}

/** A nested `{"exists": false}` holds as well where the parent is missing. */
function isAbsentWanted(wanted: unknown, found: readonly unknown[]): boolean {
  return found.length === 0 && isObject(wanted) && matches(wanted, {});
}

function valuesOf(event: unknown, field: string): unknown[] {
  if (Array.isArray(event)) return event.flatMap((each) => valuesOf(each, field));
  if (!isObject(event) || !(field in event)) return [];
  return asList(event[field]);
}

function leaf(wanted: unknown): Leaf {
  if (!isObject(wanted)) return (values) => values.some((value) => value === wanted);
  const [[operator, operand] = ['', undefined]] = Object.entries(wanted);
  if (operator === 'exists') return (values) => values.length > 0 === operand;
  if (operator === 'anything-but') {
    const refused = anythingBut(operand);
    return (values) => values.length > 0 && values.every((value) => !refused(value));
  }
  const test = operatorTest(operator, operand);
  return (values) => values.some(test);
}

function anythingBut(operand: unknown): Test {
  if (!isObject(operand)) return (value) => asList(operand).includes(value);
  const [[operator, inner] = ['', undefined]] = Object.entries(operand);
  const tests = asList(inner).map((each) => operatorTest(operator, each));
  return (value) => tests.some((test) => test(value));
}

function operatorTest(operator: string, operand: unknown): Test {
  const ignoringCase = isObject(operand) ? String(operand['equals-ignore-case']).toLowerCase() : undefined;
  switch (operator) {
    case 'prefix':
      return ignoringCase === undefined
        ? (value) => typeof value === 'string' && value.startsWith(String(operand))
        : (value) => typeof value === 'string' && value.toLowerCase().startsWith(ignoringCase);
    case 'suffix':
      return ignoringCase === undefined
        ? (value) => typeof value === 'string' && value.endsWith(String(operand))
        : (value) => typeof value === 'string' && value.toLowerCase().endsWith(ignoringCase);
    case 'equals-ignore-case':
      return (value) => typeof value === 'string' && value.toLowerCase() === String(operand).toLowerCase();
    case 'wildcard':
      return wildcard(String(operand));
    case 'numeric':
      return numeric(asList(operand));
    default:
      throw new Error(`The event pattern operator "${operator}" is not known here.`);
  }
}

function wildcard(text: string): Test {
  const parts = text.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (value) => typeof value === 'string' && expression.test(value);
}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '=': (value, limit) => value === limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
};

/** `["numeric": [">", 0, "<=", 5]]`: every comparison holds. */
function numeric(operand: readonly unknown[]): Test {
  const tests: ((value: number) => boolean)[] = [];
  for (let index = 0; index < operand.length; index += 2) {
    const compare = COMPARISONS[String(operand[index])];
    if (compare === undefined) throw new Error(`The comparison "${String(operand[index])}" is not known.`);
    const limit = Number(operand[index + 1]);
    tests.push((value) => compare(value, limit));
  }
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
