import { Agent, createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** AWS calls and DynamoDB units since they were last taken. */
export interface Usage {
  /** By service and operation: `DynamoDB.GetItem`. */
  readonly calls: Readonly<Record<string, number>>;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface CountingGateway {
  readonly url: string;
  /** Usage so far, and begins anew. */
  take(): Usage;
  stop(): void;
}

/** Stands before an AWS endpoint and counts what passes; units are DynamoDB's own account (`ReturnConsumedCapacity`). */
export async function countingGateway(target: string): Promise<CountingGateway> {
  let tally = emptyUsage();
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(target);
  const server = createServer(async (request, response) => {
    const operation = operationOf(request.headers['x-amz-target'], request.headers['content-type']);
    const body = withCapacity(operation, await buffer(request));
    const headers = { ...request.headers, 'content-length': body.length };
    const options = { hostname, port, agent, method: request.method, path: request.url, headers };
    const forwarded = send(options, async (answer) => {
      const bytes = await buffer(answer);
      tally = added(tally, usageOf(operation, answer.statusCode ?? 0, bytes));
      response.writeHead(answer.statusCode ?? 500, answer.headers).end(bytes);
    });
    forwarded.once('error', () => response.writeHead(502).end());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    take() {
      const taken = tally;
      tally = emptyUsage();
      return taken;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const emptyUsage = (): Usage => ({ calls: {}, readUnits: 0, writeUnits: 0 });

/** The sum of two; each count times `factor`, −1 to subtract. */
export function added(one: Usage, other: Usage, factor = 1): Usage {
  const calls: Record<string, number> = { ...one.calls };
  for (const [name, count] of Object.entries(other.calls)) calls[name] = (calls[name] ?? 0) + count * factor;
  return {
    calls,
    readUnits: one.readUnits + other.readUnits * factor,
    writeUnits: one.writeUnits + other.writeUnits * factor,
  };
}

/** `DynamoDB_20120810.GetItem` → `DynamoDB.GetItem`; the query protocol of SNS has no target. */
function operationOf(target: string | string[] | undefined, contentType = ''): string {
  if (target === undefined) return contentType.includes('form') ? 'SNS.Publish' : 'unknown';
  return String(target)
    .replace(/^DynamoDB_\d+/, 'DynamoDB')
    .replace(/^TrentService/, 'KMS')
    .replace(/^AmazonSQS/, 'SQS');
}

const isDynamo = (operation: string): boolean => operation.startsWith('DynamoDB.');

function withCapacity(operation: string, body: Buffer): Buffer {
  if (!isDynamo(operation)) return body;
  const input = JSON.parse(body.toString()) as object;
  return Buffer.from(JSON.stringify({ ...input, ReturnConsumedCapacity: 'INDEXES' }));
}

const READS = /^DynamoDB\.(Get|Query|Scan|BatchGet|TransactGet)/;

/** One call's part. A write refused by its condition costs what it would have written, at least one unit. */
export function usageOf(operation: string, status: number, answer: Buffer): Usage {
  const units = isDynamo(operation) ? unitsOf(status, answer) : 0;
  const reads = READS.test(operation);
  return {
    calls: { [operation]: 1 },
    readUnits: reads ? units : 0,
    writeUnits: reads ? 0 : units,
  };
}

interface Capacity {
  readonly CapacityUnits: number;
}

function unitsOf(status: number, answer: Buffer): number {
  if (status !== 200) return answer.includes('ConditionalCheckFailed') ? 1 : 0;
  const { ConsumedCapacity: consumed } = JSON.parse(answer.toString()) as {
    readonly ConsumedCapacity?: Capacity | readonly Capacity[];
  };
  return [consumed ?? []].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}
