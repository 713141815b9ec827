import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  /** Milliseconds, monotonic. */
  readonly at: number;
}
type Act = (response: ServerResponse, request: IncomingMessage) => void;

/** A loopback AWS that does to one request after the other what it was told; sets the environment of a function. */
export async function scriptedAws() {
  const received: Received[] = [];
  let script: Act[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    received.push({ headers: request.headers, body, at: performance.now() });
    const act = script.length > 1 ? script.shift() : script[0];
    act?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
  return {
    endpoint,
    received,
    /** The last act is repeated. */
    play(...acts: Act[]) {
      received.length = 0;
      script = acts;
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const answers =
  (body: object, headers: Record<string, string> = {}): Act =>
  (response) =>
    void response.writeHead(200, { 'x-amzn-requestid': 'request-1', ...headers }).end(JSON.stringify(body));

export const refuses =
  (status: number, type: string, members: object = {}, headers: Record<string, string> = {}): Act =>
  (response) =>
    void response
      .writeHead(status, headers)
      .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...members }));

export const hangs: Act = () => {};
export const resets: Act = (_response, request) => void request.socket.resetAndDestroy();
/** Half an answer, then nothing more. */
export const breaksOff: Act = (response) => {
  response.writeHead(200, { 'content-length': '100' });
  response.write('{"Item":', () => response.destroy());
};
