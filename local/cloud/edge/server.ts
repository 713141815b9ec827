import type { IncomingMessage, ServerResponse } from 'node:http';
import { readRequest } from '../gateway/wire.ts';
import type { EdgeAnswer, EdgeRequest } from './http.ts';

/** CloudFront takes more, but no page of ours sends more than an API may get. */
const BODY_LIMIT_BYTES = 20 * 1024 * 1024;

/** Turns a function over edge requests into a handler for node:http. */
export function serveEdge(
  handle: (request: EdgeRequest, message: IncomingMessage) => EdgeAnswer | Promise<EdgeAnswer>,
  warn: (line: string) => void,
) {
  return async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(message, BODY_LIMIT_BYTES);
    if (request === undefined) return refuseLarge(message, response);
    const { remoteAddress = '127.0.0.1', remotePort = 0 } = message.socket;
    const edgeRequest = { ...request, viewer: { ip: remoteAddress, port: remotePort } };
    try {
      send(response, await handle(edgeRequest, message), request.method);
    } catch (error) {
      warn(
        `The edge broke on ${request.method} ${request.path}: ${error instanceof Error ? error.stack : error}`,
      );
      send(response, { status: 502, headers: {}, body: Buffer.from('Bad Gateway\n') }, request.method);
    }
  };
}

function send(response: ServerResponse, { status, headers, body }: EdgeAnswer, method: string): void {
  if (response.destroyed) return;
  const bodiless = status === 204 || status === 304;
  response.writeHead(status, {
    ...(headers as Record<string, string | string[]>),
    ...(bodiless ? {} : { 'content-length': body.length }),
  });
  response.end(method === 'HEAD' || bodiless ? undefined : body);
}

function refuseLarge(message: IncomingMessage, response: ServerResponse): void {
  if (!response.destroyed && !response.headersSent) {
    response.writeHead(413, { 'content-type': 'application/json', connection: 'close' });
    response.end('{"message":"Request Entity Too Large"}', () => message.destroy());
  }
}
