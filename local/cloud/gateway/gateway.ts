import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Iam, Principal } from '../iam/authorize.ts';
import { requestKeys, tagKeys } from '../iam/request-keys.ts';
import type { Operation, Service, WireAnswer } from '../service.ts';
import { ANONYMOUS, AwsError, answer, type CallContext, type Clock, isWireAnswer } from '../service.ts';
import { identify } from './caller.ts';
import type { Calls, Count } from './calls.ts';
import type { Credentials } from './credentials.ts';
import { type Faults, faultError } from './faults.ts';
import { jsonType, type Protocol, protocolOf, renderError, SIGNING_NAMES, TARGETS } from './protocol.ts';
import { readAuthorization } from './signature.ts';
import { createDateHeader, type ReadRequest, readRequest, sendAnswer } from './wire.ts';

/** A call as it came, with the operation already read from it. */
export interface ForwardedCall {
  readonly request: ReadRequest;
  readonly operation: Operation;
}

/** A service that writes its answer itself (a proxy); `done` hears the status. */
export interface ForwardingService extends Service {
  forward(call: ForwardedCall, response: ServerResponse, date: string, done: (status: number) => void): void;
}

/** What the gateway stands on. */
export interface GatewayParts {
  readonly services: ReadonlyMap<string, Service>;
  readonly credentials: Credentials;
  readonly iam: Iam;
  readonly faults: Faults;
  readonly calls: Calls;
  readonly clock: Clock;
  readonly account: string;
  readonly region: string;
  warn(line: string): void;
}

/** The one port every SDK call goes to. */
export interface Gateway {
  handle(message: IncomingMessage, response: ServerResponse): Promise<void>;
  /** A call from inside, as root or in a role's name. */
  call(
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    caller?: string,
  ): Promise<unknown>;
}

interface Call {
  readonly request: ReadRequest;
  readonly protocol: Protocol;
  readonly service: Service;
  readonly operation: Operation;
  readonly principal: Principal;
}

const NO_REQUEST: ReadRequest = {
  method: 'POST',
  path: '/',
  rawQuery: '',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.alloc(0),
};

/** Makes the gateway over its services. */
export function createGateway(parts: GatewayParts): Gateway {
  const { services, credentials, iam, faults, calls, clock, account, region, warn } = parts;
  const dateHeader = createDateHeader(clock);

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message);
    if (request === undefined) return void message.destroy();
    const name = serviceName(request);
    const protocol = protocolOf(request, name);
    try {
      const call = readCall(request, name, protocol);
      await perform(call, response);
    } catch (error) {
      sendAnswer(response, renderError(asAwsError(error, warn), protocol, request), dateHeader());
    }
  }

  function readCall(request: ReadRequest, name: string, protocol: Protocol): Call {
    const principal = identify(request, name, credentials);
    const service = services.get(name);
    if (service === undefined) throw unknownService(name, request);
    return { request, protocol, service, operation: readOperation(request, service), principal };
  }

  async function perform(call: Call, response: ServerResponse): Promise<void> {
    const { request, service, operation, principal, protocol } = call;
    const count = calls.count(
      service.name,
      operation.name,
      principal.session ?? principal.arn.split(':').at(-1),
    );
    try {
      if ((await strike(service.name, operation.name, count)) === 'timeout') return;
      if (principal.arn !== ANONYMOUS) authorize(service, operation, principal);
      if ('forward' in service) {
        const done = (status: number) => {
          if (status >= 400) count.errors += 1;
        };
        return (service as ForwardingService).forward(call, response, dateHeader(), done);
      }
      const output = await service.call(operation, context(request, principal.arn));
      const reply = isWireAnswer(output) ? output : jsonAnswer(output, request, protocol);
      if (reply.status >= 400) count.errors += 1;
      sendAnswer(response, reply, dateHeader());
    } catch (error) {
      count.errors += 1;
      throw error;
    }
  }

  /** Applies the fault switch; `'timeout'` means that this call is never answered. */
  async function strike(service: string, operation: string, count: Count): Promise<'timeout' | undefined> {
    const fault = faults.take(service, operation);
    if (fault === undefined) return undefined;
    if (fault.fault === 'slow') {
      await new Promise((resolve) => setTimeout(resolve, fault.delayMilliseconds ?? 2000));
      return undefined;
    }
    if (fault.fault !== 'timeout') throw faultError(fault.fault, service, operation);
    count.errors += 1;
    return 'timeout';
  }

  function authorize(service: Service, operation: Operation, principal: Principal): void {
    if (principal.arn === credentials.root.caller) return;
    const place = { account, region };
    const keys = (resource: string) => () => ({
      ...requestKeys(service.name, operation, principal.arn, account, region),
      ...tagKeys('aws:resourcetag', service.tags?.(resource)),
    });
    if (service.grants !== undefined) {
      for (const { action, resource } of service.grants(operation, place))
        iam.authorize(principal, action, resource, keys(resource));
      return;
    }
    const action = service.action?.(operation) ?? `${service.name}:${operation.name}`;
    for (const resource of service.resources(operation, place))
      iam.authorize(principal, action, resource, keys(resource));
  }

  function context(request: ReadRequest, caller: string): CallContext {
    return { request, caller, account, region, clock };
  }

  async function call(
    name: string,
    operationName: string,
    input: Readonly<Record<string, unknown>>,
    caller?: string,
  ) {
    const service = services.get(name);
    if (service === undefined) throw unknownService(name, NO_REQUEST);
    const operation = { name: operationName, input };
    if (caller !== undefined) {
      const principal = { arn: caller };
      const count = calls.count(name, operationName, caller.split('/').at(-1));
      if ((await strike(name, operationName, count)) === 'timeout')
        throw new AwsError('RequestTimeout', 'No answer came (set by the fault switch).', 408);
      authorize(service, operation, principal);
    }
    return service.call(operation, context(NO_REQUEST, caller ?? credentials.root.caller));
  }

  return { handle, call };
}

/** The service a request is meant for: its target header, its credential scope, else S3 as for AWS's host names. */
function serviceName(request: ReadRequest): string {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const prefix = target.slice(0, target.indexOf('.'));
    return TARGETS[prefix] ?? prefix;
  }
  const scope = readAuthorization(request.headers.authorization);
  return scope === undefined ? 's3' : (SIGNING_NAMES[scope.service] ?? scope.service);
}

function readOperation(request: ReadRequest, service: Service): Operation {
  const target = request.headers['x-amz-target'];
  if (target === undefined) {
    if (service.operation === undefined)
      throw new AwsError(
        'UnknownOperationException',
        `${service.name} is spoken to with x-amz-target only.`,
        501,
      );
    return service.operation(request);
  }
  return { name: target.slice(target.indexOf('.') + 1), input: parseJson(request.body) };
}

function parseJson(body: Buffer): Record<string, unknown> {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    throw new AwsError('SerializationException', 'The request body is not valid JSON.', 400);
  }
}

function jsonAnswer(output: unknown, request: ReadRequest, protocol: Protocol): WireAnswer {
  const contentType = protocol === 'json' ? jsonType(request) : 'application/json';
  return answer({
    status: 200,
    headers: { 'content-type': contentType },
    body: JSON.stringify(output ?? {}),
  });
}

function unknownService(name: string, request: ReadRequest): AwsError {
  const call = request.headers['x-amz-target'] ?? `${request.method} ${request.path}`;
  return new AwsError('NotImplemented', `The laptop cloud has no service "${name}" (${call}).`, 501);
}

function asAwsError(error: unknown, warn: (line: string) => void): AwsError {
  if (error instanceof AwsError) {
    if (error.status === 501) warn(`501: ${error.message}`);
    return error;
  }
  warn(`A service of the laptop cloud broke: ${error instanceof Error ? error.stack : String(error)}`);
  return new AwsError('InternalFailure', 'The laptop cloud failed; its console says why.', 500);
}
