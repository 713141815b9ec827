import type { CloudParts } from '../parts.ts';
import { AwsError } from '../service.ts';
import { StateFailure } from './failure.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import type { TaskResource } from './resource.ts';

/** Performs the call behind a Task state, in the name of the machine's role. */
export type Integration = (resource: TaskResource, given: Json, role: string) => Promise<Json>;

/** Fields whose JSON value an optimised integration turns into the string the API wants. */
const STRINGIFIED: Readonly<Record<string, string>> = { sqs: 'MessageBody', sns: 'Message', states: 'Input' };

/** Integrations over the parts of the cloud. */
export function createIntegration(parts: CloudParts): Integration {
  return async (resource, given, role) => {
    try {
      if (resource.service === 'lambda' && resource.operation === 'Invoke') {
        return await invokeFunction(parts, resource, given, role);
      }
      return await callService(parts, resource, given, role);
    } catch (error) {
      throw error instanceof AwsError ? serviceFailure(resource, error) : error;
    }
  };
}

async function invokeFunction(
  parts: CloudParts,
  resource: TaskResource,
  given: Json,
  role: string,
): Promise<Json> {
  const fields = resource.functionArn === undefined && isObject(given) ? given : {};
  const FunctionName = resource.functionArn ?? fields.FunctionName;
  if (typeof FunctionName !== 'string')
    throw new StateFailure('States.Runtime', 'FunctionName must be a string.');
  const Payload = resource.functionArn === undefined ? functionPayload(resource, fields.Payload) : given;
  const result = (await parts.call('lambda', 'Invoke', { FunctionName, Payload }, role)) as Invocation;
  const answer = JSON.parse(result.Payload ?? 'null') as Json;
  if (result.FunctionError !== undefined && resource.optimised) throw functionFailure(answer);
  if (resource.functionArn !== undefined) return answer;
  const output: JsonObject = {
    ExecutedVersion: '$LATEST',
    StatusCode: 200,
    Payload: resource.optimised ? answer : JSON.stringify(answer),
  };
  if (result.FunctionError !== undefined) output.FunctionError = result.FunctionError;
  return output;
}

/** What Lambda's Invoke answers. */
interface Invocation {
  readonly Payload?: string;
  readonly FunctionError?: string;
}

function functionPayload(resource: TaskResource, payload: Json | undefined): Json {
  if (resource.optimised || typeof payload !== 'string') return payload ?? {};
  return JSON.parse(payload) as Json;
}

/** A function's own error keeps its name: Retry and Catch match the class the function threw. */
function functionFailure(answer: Json): StateFailure {
  const error =
    isObject(answer) && typeof answer.errorType === 'string' ? answer.errorType : 'Lambda.Unknown';
  return new StateFailure(error, JSON.stringify(answer));
}

async function callService(
  parts: CloudParts,
  resource: TaskResource,
  given: Json,
  role: string,
): Promise<Json> {
  if (!isObject(given)) throw new StateFailure('States.Runtime', 'Arguments must be an object.');
  const input = resource.optimised ? withStrings(resource.service, given) : given;
  const output = toJson(await parts.call(resource.service, resource.operation, input, role));
  if (resource.optimised && resource.service === 'events') requireAllEntries(output);
  return output;
}

function withStrings(service: string, given: JsonObject): JsonObject {
  if (service === 'events' && Array.isArray(given.Entries)) {
    return { ...given, Entries: given.Entries.map((entry) => stringified(entry, 'Detail')) };
  }
  const field = STRINGIFIED[service];
  return field === undefined ? given : (stringified(given, field) as JsonObject);
}

function stringified(value: Json, field: string): Json {
  if (!isObject(value) || value[field] === undefined || typeof value[field] === 'string') return value;
  return { ...value, [field]: JSON.stringify(value[field]) };
}

function requireAllEntries(output: Json): void {
  if (!isObject(output) || !output.FailedEntryCount) return;
  throw new StateFailure('EventBridge.FailedEntry', JSON.stringify(output));
}

/** AWS names SDK errors `<Service>.<Name>Exception`. */
function serviceFailure(resource: TaskResource, error: AwsError): StateFailure {
  const name = error.code.endsWith('Exception') ? error.code : `${error.code}Exception`;
  const code =
    resource.service === 'lambda' && error.code === 'AccessDeniedException' ? 'AWSLambdaException' : name;
  return new StateFailure(`${resource.errorPrefix}.${code}`, error.message);
}

/** Only JSON travels between states: bytes become text, what JSON cannot say is left out. */
function toJson(value: unknown): Json {
  const text = JSON.stringify(value, function (this: Record<string, unknown>, name, item: unknown) {
    const original = this[name];
    return original instanceof Uint8Array ? Buffer.from(original).toString('utf8') : item;
  });
  return text === undefined ? null : (JSON.parse(text) as Json);
}
