import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, WireAnswer, WireRequest } from '../service.ts';

/** A request read in full, with the query as it was sent (signatures cover that form). */
export interface ReadRequest extends WireRequest {
  readonly rawQuery: string;
}

/** Nothing that comes here is larger: the largest object is an attachment of a letter (MAILBOX, 256 MB). */
const BODY_LIMIT = 300 * 1024 * 1024;

const NO_QUERY = new URLSearchParams();

/** Reads a request with its body. Resolves to `undefined` when the body is larger than `limit` bytes or breaks off. */
export function readRequest(message: IncomingMessage, limit = BODY_LIMIT): Promise<ReadRequest | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else resolve(undefined);
    });
    message.on('error', () => resolve(undefined));
    message.on('close', () => resolve(undefined));
    message.on('end', () => {
      const [only = Buffer.alloc(0)] = chunks;
      resolve(toRequest(message, chunks.length < 2 ? only : Buffer.concat(chunks)));
    });
  });
}

function toRequest(message: IncomingMessage, body: Buffer): ReadRequest {
  const url = message.url ?? '/';
  const mark = url.indexOf('?');
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1);
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? url : url.slice(0, mark),
    rawQuery,
    query: rawQuery === '' ? NO_QUERY : new URLSearchParams(rawQuery),
    // Node joins repeated request headers with a comma; the only array is set-cookie, which no request has.
    headers: message.headers as Record<string, string>,
    body,
  };
}

/** Makes the `Date` header follow the cloud's clock, so that SDK clients see no skew. */
export function createDateHeader(clock: Clock): () => string {
  let second = 0;
  let text = '';
  return () => {
    const now = Math.floor(clock.now() / 1000);
    if (now !== second) {
      second = now;
      text = new Date(now * 1000).toUTCString();
    }
    return text;
  };
}

/** Sends a complete answer. */
export function sendAnswer(
  response: ServerResponse,
  { status, headers, body = '' }: WireAnswer,
  date: string,
): void {
  if (response.destroyed) return;
  const length = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  response.sendDate = false;
  response.writeHead(status, { date, 'content-length': length, ...headers });
  response.end(body);
}
