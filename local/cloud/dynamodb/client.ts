import type { IncomingMessage } from 'node:http';
import { AwsError } from '../service.ts';
import type { Engine } from './engine.ts';

/** Speaks to the engine in its own JSON. */
export type DynamoCall = (operation: string, input: object) => Promise<Record<string, unknown>>;

/** The engine insists on the form of a signature and checks nothing in it. */
const HEADERS = {
  'content-type': 'application/x-amz-json-1.0',
  'x-amz-date': '20260101T000000Z',
  authorization: `AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
};

const STREAM_TARGET = /^(DescribeStream|GetShardIterator|GetRecords|ListStreams)$/;

/** Makes the internal client. Its calls reject with the service's AwsError. */
export function createDynamoCall(engine: Engine): DynamoCall {
  return async (operation, input) => {
    const prefix = STREAM_TARGET.test(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
    const headers = { ...HEADERS, 'x-amz-target': `${prefix}.${operation}` };
    const response = await engine.send(headers, Buffer.from(JSON.stringify(input)));
    const output = JSON.parse((await text(response)) || '{}') as Record<string, unknown>;
    if (response.statusCode === 200) return output;
    throw toError(output, response.statusCode ?? 500);
  };
}

function toError(output: Record<string, unknown>, status: number): AwsError {
  const code = String(output.__type ?? 'InternalServerError').replace(/^.*#/, '');
  const error = new AwsError(code, String(output.message ?? output.Message ?? code), status);
  return Object.assign(
    error,
    output.CancellationReasons === undefined ? {} : { reasons: output.CancellationReasons },
  );
}

async function text(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
