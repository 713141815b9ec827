/** What evaluating an expression needs from the template around it. */
export interface Scope {
  ref(logicalId: string): unknown;
  attribute(logicalId: string, attribute: string): unknown;
  importValue(exportName: string): unknown;
  stackOutput(stack: string, output: string): unknown;
  condition(name: string): boolean;
  mapping(map: string, first: string, second: string): unknown;
}

/** `AWS::NoValue`: the property is dropped. */
export const NO_VALUE = Symbol('AWS::NoValue');

type Arguments = readonly unknown[];

/**
 * Evaluates a CloudFormation expression with every intrinsic function inside it.
 *
 * @throws an error naming the function when it is not known
 */
export function evaluate(node: unknown, scope: Scope): unknown {
  if (Array.isArray(node))
    return node.map((item) => evaluate(item, scope)).filter((item) => item !== NO_VALUE);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [first] = entries;
  if (entries.length === 1 && first !== undefined && isIntrinsic(first[0]))
    return apply(first[0], first[1], scope);
  const result: Record<string, unknown> = {};
  for (const [name, value] of entries) {
    const evaluated = evaluate(value, scope);
    if (evaluated !== NO_VALUE) result[name] = evaluated;
  }
  return result;
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

function apply(name: string, argument: unknown, scope: Scope): unknown {
  // `Condition` is also an IAM statement's key; there its value is an object.
  if (name === 'Condition')
    return typeof argument === 'string' ? scope.condition(argument) : plain(name, argument, scope);
  if (name === 'Ref') return scope.ref(String(argument));
  const run = FUNCTIONS[name];
  if (run === undefined) throw new Error(`The intrinsic function ${name} is not known to the laptop cloud.`);
  return run(argument, scope);
}

function plain(name: string, value: unknown, scope: Scope): Record<string, unknown> {
  return { [name]: evaluate(value, scope) };
}

function list(argument: unknown, scope: Scope): Arguments {
  const value = evaluate(argument, scope);
  if (!Array.isArray(value)) throw new Error(`A list was expected: ${JSON.stringify(argument)}`);
  return value;
}

const FUNCTIONS: Readonly<Record<string, (argument: unknown, scope: Scope) => unknown>> = {
  'Fn::GetAtt': (argument, scope) => {
    const parts = Array.isArray(argument) ? argument : String(argument).split('.');
    const [logicalId, ...path] = parts.map((part) => String(evaluate(part, scope)));
    return scope.attribute(logicalId ?? '', path.join('.'));
  },
  'Fn::Join': (argument, scope) => {
    const [separator, items] = argument as [string, unknown];
    return list(items, scope).map(String).join(separator);
  },
  'Fn::Sub': (argument, scope) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
    return substitute(String(text), evaluate(variables, scope) as Record<string, unknown>, scope);
  },
  'Fn::Select': (argument, scope) => {
    const [index, items] = argument as [unknown, unknown];
    return list(items, scope)[Number(evaluate(index, scope))];
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = argument as [string, unknown];
    return String(evaluate(text, scope)).split(separator);
  },
  'Fn::Base64': (argument, scope) => Buffer.from(String(evaluate(argument, scope))).toString('base64'),
  'Fn::ImportValue': (argument, scope) => scope.importValue(String(evaluate(argument, scope))),
  'Fn::GetStackOutput': (argument, scope) => {
    const { StackName, OutputName } = evaluate(argument, scope) as Record<string, unknown>;
    return scope.stackOutput(String(StackName), String(OutputName));
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, scope).map(String);
    return scope.mapping(map ?? '', first ?? '', second ?? '');
  },
  'Fn::GetAZs': () => [],
  'Fn::Length': (argument, scope) => list(argument, scope).length,
  'Fn::ToJsonString': (argument, scope) => JSON.stringify(evaluate(argument, scope)),
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = argument as [string, unknown, unknown];
    return evaluate(scope.condition(condition) ? yes : no, scope);
  },
  'Fn::Equals': (argument, scope) => {
    const [left, right] = list(argument, scope);
    return String(left) === String(right);
  },
  'Fn::And': (argument, scope) => list(argument, scope).every(Boolean),
  'Fn::Or': (argument, scope) => list(argument, scope).some(Boolean),
  'Fn::Not': (argument, scope) => !list(argument, scope)[0],
};

function substitute(text: string, variables: Record<string, unknown>, scope: Scope): string {
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal !== '') return `\${${name}}`;
    if (name in variables) return String(variables[name]);
    const dot = name.indexOf('.');
    return String(dot < 0 ? scope.ref(name) : scope.attribute(name.slice(0, dot), name.slice(dot + 1)));
  });
}
