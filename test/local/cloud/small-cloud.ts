import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalClock, openClock } from '../../../local/cloud/clock.ts';
import { openOutbox } from '../../../local/cloud/outbox.ts';
import type { CloudParts, InvokeResult, ServiceFactory } from '../../../local/cloud/parts.ts';
import {
  ANONYMOUS,
  AwsError,
  type CallContext,
  isWireAnswer,
  type Operation,
  type Service,
  type WireAnswer,
  type WireRequest,
} from '../../../local/cloud/service.ts';
import { loadTemplate } from '../../../local/cloud/template/load.ts';

/** A gateway just big enough to put one service behind an unmodified SDK client; the real one asks IAM as well. */
export interface SmallCloud {
  readonly parts: CloudParts;
  readonly clock: LocalClock;
  readonly data: string;
  readonly url: string;
  /** Settings of an SDK client. */
  readonly client: {
    endpoint: string;
    region: string;
    maxAttempts: number;
    credentials: { accessKeyId: string; secretAccessKey: string };
  };
  readonly calls: { service: string; operation: string; caller: string | undefined }[];
  readonly warnings: string[];
  service(name: string): Service;
  close(): Promise<void>;
}

export interface SmallCloudSettings {
  readonly services: readonly ServiceFactory[];
  /** CloudFormation resources of a stack called `Test`. */
  readonly resources?: Readonly<Record<string, { Type: string; Properties?: Record<string, unknown> }>>;
  /** Stands for the functions of the template. */
  readonly invoke?: (name: string, payload: unknown) => Promise<InvokeResult> | InvokeResult;
  /** Answers calls to services that are not among `services`. */
  readonly call?: (service: string, operation: string, input: Readonly<Record<string, unknown>>) => unknown;
  /** Actions refused to every role, e.g. `s3:PutObject`. */
  readonly denied?: readonly string[];
  /** Folder of an earlier small cloud, to come back after a crash. */
  readonly data?: string;
}

export const ACCESS_KEY = {
  accessKeyId: 'AKIASMALLCLOUD000001',
  secretAccessKey: 'secret-of-the-small-cloud',
};
export const ROLE = 'arn:aws:iam::000000000000:role/caller';

const TARGETS: Readonly<Record<string, string>> = {
  TrentService: 'kms',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  AWSEvents: 'events',
  secretsmanager: 'secretsmanager',
  AmazonSSM: 'ssm',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
};

export async function openSmallCloud(settings: SmallCloudSettings): Promise<SmallCloud> {
  const data = settings.data ?? mkdtempSync(join(tmpdir(), 'small-cloud-'));
  const clock = openClock(data);
  const services = new Map<string, Service>();
  const calls: SmallCloud['calls'] = [];
  const warnings: string[] = [];
  const server = createServer((request, response) => {
    handle(request).then(({ status, headers, body }) => response.writeHead(status, headers).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const template = loadTemplate(writeAssembly(data, settings.resources ?? {}), {
    gatewayUrl: () => url,
    region: 'eu-west-3',
  });
  const parts: CloudParts = {
    template,
    clock,
    data,
    account: template.account,
    region: template.region,
    gatewayUrl: () => url,
    publicUrl: () => url,
    outbox: openOutbox(join(data, 'outbox.jsonl'), clock),
    invoke: async (name, payload) => {
      if (settings.invoke === undefined)
        throw new AwsError('ResourceNotFoundException', 'Function not found', 404);
      return settings.invoke(name, payload);
    },
    async call(service, operation, input, caller) {
      calls.push({ service, operation, caller });
      refuseDenied(`${service}:${operation}`, caller);
      if (service === 'lambda') return invokeFunction(input, caller);
      const known = services.get(service);
      if (known === undefined) return settings.call?.(service, operation, input);
      return known.call(
        { name: operation, input },
        context(emptyRequest(), caller ?? 'arn:aws:iam::000000000000:root'),
      );
    },
    authorize(roleArn, action) {
      refuseDenied(action, roleArn);
    },
    credential: (id) =>
      id === ACCESS_KEY.accessKeyId
        ? { secretAccessKey: ACCESS_KEY.secretAccessKey, caller: ROLE }
        : undefined,
    resolve: async (value) => value,
    log() {},
    warn: (line) => void warnings.push(line),
  };

  async function invokeFunction(input: Readonly<Record<string, unknown>>, caller: string | undefined) {
    refuseDenied('lambda:InvokeFunction', caller);
    const { payload, functionError } = await parts.invoke(String(input.FunctionName), input.Payload);
    const failure = functionError === undefined ? {} : { FunctionError: functionError };
    return {
      StatusCode: 200,
      ...(payload === undefined ? {} : { Payload: JSON.stringify(payload) }),
      ...failure,
    };
  }

  function refuseDenied(action: string, caller: string | undefined): void {
    if (settings.denied?.includes(action)) {
      throw new AwsError(
        'AccessDeniedException',
        `User: ${caller} is not authorized to perform: ${action}`,
        403,
      );
    }
  }

  function context(request: WireRequest, caller: string): CallContext {
    return { request, caller, account: parts.account, region: parts.region, clock };
  }

  async function handle(message: IncomingMessage): Promise<WireAnswer> {
    const request = await readRequest(message);
    const target = request.headers['x-amz-target'];
    const [prefix = '', name = ''] = target?.split('.') ?? [];
    const service = services.get(target === undefined ? scopeOf(request) : (TARGETS[prefix] ?? ''));
    if (service === undefined) return { status: 501, body: 'unknown service' };
    try {
      const operation: Operation =
        target === undefined
          ? (service.operation?.(request) ?? { name: '', input: {} })
          : { name, input: JSON.parse(request.body.toString() || '{}') };
      service.resources(operation, { account: parts.account, region: parts.region });
      const result = await service.call(operation, context(request, callerOf(request)));
      if (isWireAnswer(result)) return result;
      const headers = { 'content-type': 'application/x-amz-json-1.1' };
      return { status: 200, headers, body: JSON.stringify(result ?? {}) };
    } catch (error) {
      if (!(error instanceof AwsError)) return { status: 500, body: String((error as Error).stack) };
      return renderError(service.name, error);
    }
  }

  for (const make of settings.services) {
    const service = make(parts);
    services.set(service.name, service);
  }
  for (const service of services.values()) await service.start?.();

  return {
    parts,
    clock,
    data,
    url,
    calls,
    warnings,
    client: { endpoint: url, region: 'eu-west-3', maxAttempts: 1, credentials: ACCESS_KEY },
    service(name) {
      const service = services.get(name);
      if (service === undefined) throw new Error(`No service ${name}.`);
      return service;
    },
    async close() {
      for (const service of services.values()) await service.stop?.();
      await closeServer(server);
      if (settings.data === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}

function writeAssembly(data: string, resources: object): string {
  const artifact = {
    type: 'aws:cloudformation:stack',
    environment: 'aws://unknown-account/unknown-region',
    properties: { templateFile: 'Test.template.json' },
  };
  writeFileSync(join(data, 'manifest.json'), JSON.stringify({ artifacts: { Test: artifact } }));
  writeFileSync(join(data, 'Test.template.json'), JSON.stringify({ Resources: resources }));
  return data;
}

async function readRequest(message: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(message.url ?? '/', 'http://localhost');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) headers[name] = String(value);
  return {
    method: message.method ?? '',
    path: pathname,
    query: searchParams,
    headers,
    body: Buffer.concat(chunks),
  };
}

function emptyRequest(): WireRequest {
  return { method: 'POST', path: '/', query: new URLSearchParams(), headers: {}, body: Buffer.alloc(0) };
}

function callerOf({ headers, query }: WireRequest): string {
  return headers.authorization === undefined && !query.has('X-Amz-Credential') ? ANONYMOUS : ROLE;
}

function scopeOf({ headers }: WireRequest): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 's3';
}

function renderError(service: string, error: AwsError): WireAnswer {
  if (service === 's3' || service === 'sns' || service === 'sts') {
    const inner = `<Error><Type>Sender</Type><Code>${error.code}</Code><Message>${error.message}</Message></Error>`;
    const body = service === 's3' ? inner : `<ErrorResponse>${inner}</ErrorResponse>`;
    return { status: error.status, headers: { 'content-type': 'text/xml' }, body };
  }
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': error.code };
  return {
    status: error.status,
    headers,
    body: JSON.stringify({ __type: error.code, message: error.message }),
  };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
