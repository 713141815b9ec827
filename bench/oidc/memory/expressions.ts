/**
 * DynamoDB's expressions over items in memory, each text compiled once. As much of the language as stores use; anything else
 * is an error, never a silent pass.
 */
export interface Attribute {
  readonly S?: string;
  readonly N?: string;
  readonly B?: Uint8Array;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly L?: readonly Attribute[];
  readonly M?: Item;
  readonly SS?: readonly string[];
}
export type Item = { readonly [name: string]: Attribute };

export interface Names {
  readonly names?: Readonly<Record<string, string>> | undefined;
  readonly values?: Readonly<Record<string, Attribute>> | undefined;
}
type Path = readonly (string | number)[];
type Operand = (item: Item, given: Names) => Attribute | undefined;
type Condition = (item: Item, given: Names) => boolean;
type Change = (item: Item, given: Names, old: Item) => Item;

const conditions = new Map<string, Condition>();
const updates = new Map<string, Change>();

/** Whether an item meets a condition; an absent condition is met. */
export function meets(expression: string | undefined, item: Item, given: Names): boolean {
  if (expression === undefined) return true;
  return compiled(conditions, expression, (tokens) => tokens.or())(item, given);
}

/** The item after an update expression. */
export function updated(expression: string, item: Item, given: Names): Item {
  return compiled(updates, expression, (tokens) => tokens.update())(item, given, item);
}

function compiled<T>(kept: Map<string, T>, text: string, compile: (parser: Parser) => T): T {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const parser = new Parser(text);
  const made = compile(parser);
  parser.end();
  kept.set(text, made);
  return made;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = text.match(/[#:]?[A-Za-z_][\w-]*|\d+|<>|<=|>=|[-=<>(),.[\]+]/g) ?? [];
  }

  end(): void {
    if (this.#at < this.#tokens.length) this.#fail();
  }

  or(): Condition {
    const terms = [this.#and()];
    while (this.#take('OR')) terms.push(this.#and());
    return (item, given) => terms.some((term) => term(item, given));
  }

  update(): Change {
    const changes: Change[] = [];
    while (this.#peek() !== undefined) {
      const clause = this.#next().toUpperCase();
      do changes.push(this.#change(clause));
      while (this.#take(','));
    }
    return (item, given, old) => changes.reduce((made, change) => change(made, given, old), item);
  }

  #change(clause: string): Change {
    const path = this.#path();
    if (clause === 'REMOVE') return (item, given) => write(item, named(path, given), undefined);
    if (clause === 'ADD') {
      const value = this.#operand();
      return (item, given, old) => {
        const to = named(path, given);
        return write(item, to, add(read(old, to), value(old, given)));
      };
    }
    if (clause !== 'SET') this.#fail();
    this.#expect('=');
    const value = this.#value();
    return (item, given, old) => write(item, named(path, given), value(old, given));
  }

  #value(): Operand {
    const first = this.#operand();
    const sign = this.#take('+') ? 1 : this.#take('-') ? -1 : 0;
    if (sign === 0) return first;
    const second = this.#operand();
    return (item, given) => sum(first(item, given), second(item, given), sign);
  }

  #and(): Condition {
    const factors = [this.#not()];
    while (this.#take('AND')) factors.push(this.#not());
    return (item, given) => factors.every((factor) => factor(item, given));
  }

  #not(): Condition {
    if (this.#take('NOT')) {
      const negated = this.#not();
      return (item, given) => !negated(item, given);
    }
    if (this.#take('(')) {
      const inner = this.or();
      this.#expect(')');
      return inner;
    }
    return this.#test();
  }

  #test(): Condition {
    const name = this.#peek()?.toLowerCase() ?? '';
    if (name in TESTS && this.#tokens[this.#at + 1] === '(') return this.#function(name);
    const left = this.#operand();
    if (this.#take('BETWEEN')) {
      const low = this.#operand();
      this.#expect('AND');
      const high = this.#operand();
      return (item, given) => {
        const value = left(item, given);
        return compare(value, low(item, given)) >= 0 && compare(value, high(item, given)) <= 0;
      };
    }
    if (this.#take('IN')) {
      const choices = this.#arguments();
      return (item, given) => choices.some((choice) => compare(left(item, given), choice(item, given)) === 0);
    }
    const holds = COMPARISONS[this.#next()] ?? this.#fail();
    const right = this.#operand();
    return (item, given) => holds(compare(left(item, given), right(item, given)));
  }

  #function(name: string): Condition {
    this.#next();
    const given = this.#arguments();
    const test = TESTS[name] ?? this.#fail();
    return (item, names) => test(given.map((each) => each(item, names)));
  }

  #arguments(): Operand[] {
    this.#expect('(');
    const operands = [this.#operand()];
    while (this.#take(',')) operands.push(this.#operand());
    this.#expect(')');
    return operands;
  }

  #operand(): Operand {
    const token = this.#peek() ?? '';
    if (token.startsWith(':')) {
      this.#next();
      return (_, { values }) => values?.[token];
    }
    const next = this.#tokens[this.#at + 1];
    if (next === '(' && token in VALUES) {
      this.#next();
      const operands = this.#arguments();
      const make = VALUES[token] ?? this.#fail();
      return (item, given) => make(operands.map((each) => each(item, given)));
    }
    const path = this.#path();
    return (item, given) => read(item, named(path, given));
  }

  #path(): Path {
    const steps: (string | number)[] = [this.#next()];
    for (;;) {
      if (this.#take('.')) steps.push(this.#next());
      else if (this.#take('[')) {
        steps.push(Number(this.#next()));
        this.#expect(']');
      } else return steps;
    }
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token ?? this.#fail();
  }

  #take(token: string): boolean {
    const found = this.#peek()?.toUpperCase() === token;
    if (found) this.#at += 1;
    return found;
  }

  #expect(token: string): void {
    if (!this.#take(token)) this.#fail();
  }

  #fail(): never {
    throw new Error(`Not understood at token ${this.#at}: ${this.#tokens.join(' ')}`);
  }
}

type Given = readonly (Attribute | undefined)[];

const TESTS: Readonly<Record<string, (given: Given) => boolean>> = {
  attribute_exists: ([value]) => value !== undefined,
  attribute_not_exists: ([value]) => value === undefined,
  begins_with: ([value, start]) => value?.S?.startsWith(start?.S ?? '') ?? false,
  contains: ([value, part]) =>
    value?.S?.includes(part?.S ?? '') ??
    value?.SS?.includes(part?.S ?? '') ??
    value?.L?.some((each) => compare(each, part) === 0) ??
    false,
};

const VALUES: Readonly<Record<string, (given: Given) => Attribute | undefined>> = {
  if_not_exists: ([value, otherwise]) => value ?? otherwise,
  list_append: ([first, second]) => ({ L: [...(first?.L ?? []), ...(second?.L ?? [])] }),
  size: ([value]) => value && { N: String(value.S?.length ?? value.L?.length ?? value.SS?.length ?? 0) },
};

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** NaN, which meets only `<>`, for values that are absent or of different types. */
function compare(one: Attribute | undefined, other: Attribute | undefined): number {
  if (one?.S !== undefined && other?.S !== undefined) return one.S < other.S ? -1 : Number(one.S > other.S);
  if (one?.N !== undefined && other?.N !== undefined) return Number(one.N) - Number(other.N);
  if (one?.BOOL !== undefined && other?.BOOL !== undefined) return Number(one.BOOL) - Number(other.BOOL);
  if (one?.NULL !== undefined && other?.NULL !== undefined) return 0;
  return Number.NaN;
}

/** Of a set its union, of a number its sum; an absent number counts as zero. */
const add = (old: Attribute | undefined, more: Attribute | undefined): Attribute =>
  more?.SS === undefined
    ? sum(old ?? { N: '0' }, more, 1)
    : { SS: [...new Set([...(old?.SS ?? []), ...more.SS])] };

const sum = (one: Attribute | undefined, other: Attribute | undefined, sign: number): Attribute => ({
  N: String(Number(one?.N) + sign * Number(other?.N)),
});

const named = (path: Path, { names }: Names): Path =>
  path.map((step) => (typeof step === 'string' && step.startsWith('#') ? (names?.[step] ?? step) : step));

function read(item: Item, [first, ...rest]: Path): Attribute | undefined {
  let value = item[String(first)];
  for (const step of rest) value = typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
  return value;
}

/** A copy with one path changed; `undefined` takes it out. */
function write(item: Item, [first, ...rest]: Path, value: Attribute | undefined): Item {
  const name = String(first);
  const { [name]: before, ...others } = item;
  if (rest.length === 0) return value === undefined ? others : { ...item, [name]: value };
  return { ...item, [name]: { M: write(before?.M ?? {}, rest, value) } };
}
