import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ForwardingService } from '../gateway/gateway.ts';
import type { ReadRequest } from '../gateway/wire.ts';
import type { CloudParts } from '../parts.ts';
import { createDynamoCall, type DynamoCall } from './client.ts';
import { type Engine, remoteEngine, startEngine } from './engine.ts';
import { grantsOf, requireKnown, tablesWritten } from './operations.ts';
import { ensureTables } from './tables.ts';
import { startTimeToLive } from './time-to-live.ts';

/** DynamoDB: a proxy before the engine, which creates the template's tables at start. */
export interface DynamoService extends ForwardingService {
  /** Tells the name of a table after each call that may have written to it. */
  onWrite(listener: (table: string) => void): void;
  /** The engine's own JSON calls, without IAM. */
  readonly request: DynamoCall;
}

/** Makes the service; the engine starts with `start()`. */
export function createDynamoService(parts: CloudParts): DynamoService {
  const listeners: ((table: string) => void)[] = [];
  let engine: Engine | undefined;
  let stopSweeping = () => {};
  const wrote = (table: string) => {
    for (const listener of listeners) listener(table);
  };
  const running = (): Engine => {
    if (engine === undefined) throw new Error('DynamoDB has not started yet.');
    return engine;
  };
  const request: DynamoCall = (operation, input) => createDynamoCall(running())(operation, input);

  return {
    name: 'dynamodb',
    request,
    onWrite: (listener) => void listeners.push(listener),
    resources: () => ['*'],
    grants(operation, place) {
      requireKnown(operation.name);
      return grantsOf(operation, place);
    },
    async call(operation) {
      requireKnown(operation.name);
      const output = await request(operation.name, operation.input);
      for (const table of tablesWritten(operation)) wrote(table);
      return output;
    },
    forward({ request: wire, operation }, response, date, done) {
      requireKnown(operation.name);
      const finished = (status: number) => {
        done(status);
        if (status < 400) for (const table of tablesWritten(operation)) wrote(table);
      };
      running()
        .send(forwarded(wire), wire.body)
        .then((answer) => pass(answer, response, date, finished))
        .catch((error: Error) => {
          parts.warn(`DynamoDB ${operation.name}: ${error.message}`);
          finished(500);
          fail(response, date);
        });
    },
    async start() {
      const { LOCAL_DYNAMODB_URL } = process.env;
      engine = LOCAL_DYNAMODB_URL
        ? remoteEngine(LOCAL_DYNAMODB_URL)
        : await startEngine(parts.data, parts.log);
      const tables = await ensureTables(parts.template, request, parts.warn);
      stopSweeping = startTimeToLive(tables, request, parts.clock, wrote, parts.warn);
    },
    async stop() {
      stopSweeping();
      await engine?.stop();
    },
  };
}

function forwarded({ headers }: ReadRequest): Record<string, string> {
  return {
    'content-type': headers['content-type'] ?? 'application/x-amz-json-1.0',
    'x-amz-target': headers['x-amz-target'] ?? '',
    'x-amz-date': headers['x-amz-date'] ?? '',
    authorization: headers.authorization ?? '',
  };
}

const PASSED = ['content-type', 'content-length', 'x-amzn-requestid', 'x-amz-crc32'];

function pass(
  answer: IncomingMessage,
  response: ServerResponse,
  date: string,
  done: (status: number) => void,
): void {
  const headers: Record<string, string> = { date };
  for (const name of PASSED) {
    const value = answer.headers[name];
    if (typeof value === 'string') headers[name] = value;
  }
  const status = answer.statusCode ?? 500;
  const chunks: Buffer[] = [];
  answer.on('data', (chunk: Buffer) => chunks.push(chunk));
  answer.once('error', () => response.destroy());
  answer.once('end', () => {
    response.sendDate = false;
    response.writeHead(status, headers);
    // One string, one write: cheaper than handing the bytes through.
    response.end(Buffer.concat(chunks).toString('latin1'), 'latin1');
    done(status);
  });
}

function fail(response: ServerResponse, date: string): void {
  if (response.headersSent) return void response.destroy();
  response.sendDate = false;
  response.writeHead(500, { date, 'content-type': 'application/x-amz-json-1.0' });
  response.end('{"__type":"InternalServerError","message":"The DynamoDB engine could not be reached."}');
}
