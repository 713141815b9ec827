import { join } from 'node:path';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type Service } from '../../service.ts';
import { type Input, list, optionalText, text } from '../input.ts';

/** A parameter; instants in ms since the epoch. */
interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly version: number;
  readonly modifiedAt: number;
}

const NAME = /^\/?[a-zA-Z0-9_.-]+(\/[a-zA-Z0-9_.-]+)*$/;

/** Parameter Store: the template's parameters, and those put since in `<data>/ssm/parameters.json`. */
export function ssm(parts: CloudParts): Service {
  const path = join(parts.data, 'ssm', 'parameters.json');
  const file = (readJson(path) ?? {}) as Record<string, Parameter>;

  function ofTemplate(): Parameter[] {
    return parts.template.resources('AWS::SSM::Parameter').map(({ name, properties }) => ({
      name,
      type: String(properties.Type),
      value: String(properties.Value),
      version: 1,
      modifiedAt: 0,
    }));
  }

  function all(): Parameter[] {
    return [...new Map([...ofTemplate(), ...Object.values(file)].map((each) => [each.name, each])).values()];
  }

  function find(reference: string): Parameter | undefined {
    const name = reference.replace(/^arn:[^:]+:ssm:[^:]*:[^:]*:parameter/, '').replace(/:\d+$/, '');
    return all().find(
      (each) => each.name === name || (reference.startsWith('arn:') && `/${each.name}` === name),
    );
  }

  function put(input: Input): Parameter {
    const name = text(input, 'Name');
    if (!NAME.test(name)) throw new AwsError('ValidationException', `Parameter name ${name} is not valid.`);
    const before = find(name);
    if (before !== undefined && input.Overwrite !== true) {
      const message =
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.';
      throw new AwsError('ParameterAlreadyExists', message);
    }
    const type = optionalText(input, 'Type') ?? before?.type;
    if (type === undefined)
      throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
    const version = (before?.version ?? 0) + 1;
    const parameter = { name, type, value: text(input, 'Value'), version, modifiedAt: parts.clock.now() };
    file[name] = parameter;
    writeAtomically(path, JSON.stringify(file));
    return parameter;
  }

  function shown({ name, type, value, version, modifiedAt }: Parameter): Record<string, unknown> {
    const common = { Name: name, Type: type, Value: value, Version: version, DataType: 'text' };
    return { ...common, ARN: arnOf(parts, name), LastModifiedDate: modifiedAt / 1000 };
  }

  const operations: Record<string, (input: Input) => unknown> = {
    GetParameter(input) {
      const parameter = find(text(input, 'Name'));
      if (parameter === undefined) throw new AwsError('ParameterNotFound', '');
      return { Parameter: shown(parameter) };
    },
    GetParameters(input) {
      const found = list(input, 'Names').map((name) => [String(name), find(String(name))] as const);
      return {
        Parameters: found.flatMap(([, parameter]) => (parameter === undefined ? [] : [shown(parameter)])),
        InvalidParameters: found.filter(([, parameter]) => parameter === undefined).map(([name]) => name),
      };
    },
    GetParametersByPath(input) {
      const folder = `${text(input, 'Path').replace(/\/$/, '')}/`;
      const inside = all().filter(({ name }) => name.startsWith(folder));
      const direct = inside.filter(
        ({ name }) => input.Recursive === true || !name.slice(folder.length).includes('/'),
      );
      return { Parameters: direct.map(shown) };
    },
    PutParameter(input) {
      return { Version: put(input).version, Tier: 'Standard' };
    },
  };

  return {
    name: 'ssm',
    resources: (operation) => touched(parts, operation),
    async call({ name, input }) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input);
      throw new AwsError(
        'UnknownOperationException',
        `The laptop cloud's Parameter Store has no ${name}.`,
        501,
      );
    },
  };
}

function touched(parts: CloudParts, { input }: Operation): string[] {
  const names = [
    ...list(input, 'Names').map(String),
    optionalText(input, 'Name') ?? optionalText(input, 'Path'),
  ];
  return names.flatMap((name) => (name === undefined ? [] : [arnOf(parts, name)]));
}

function arnOf(parts: CloudParts, name: string): string {
  if (name.startsWith('arn:')) return name;
  return `arn:aws:ssm:${parts.region}:${parts.account}:parameter/${name.replace(/^\//, '')}`;
}
