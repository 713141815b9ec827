import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Milliseconds of one attempt: four of them and their pauses fit into the ten seconds of a function. */
export interface Limits {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

/** Connections outlive a request and a freeze of the function; one that died meanwhile costs an attempt, not the request. */
const AGENTS = {
  'http:': { request: http.request, agent: new http.Agent({ keepAlive: true }) },
  'https:': { request: https.request, agent: new https.Agent({ keepAlive: true }) },
};

/** One attempt: posts a text to `/` and reads the whole answer, whatever its status. */
export function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  limits: Limits,
): Promise<Answer> {
  const { request, agent } = AGENTS[url.protocol === 'http:' ? 'http:' : 'https:'];
  return new Promise((resolve, reject) => {
    const { hostname, port } = url;
    const length = { 'content-length': Buffer.byteLength(body) };
    const options = { hostname, port, path: '/', method: 'POST', headers: { ...headers, ...length }, agent };
    const sent = request(options, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.once('error', fail);
      response.once('end', () => {
        clearTimeout(timer);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
    });
    const timer = setTimeout(() => sent.destroy(timeout('answer')), limits.requestTimeout);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(error);
    };
    sent.once('error', fail);
    sent.once('socket', (socket) => watchConnecting(socket, url.protocol, limits.connectionTimeout));
    sent.end(body);
  });
}

function watchConnecting(socket: Socket, protocol: string, milliseconds: number): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => socket.destroy(timeout('connection')), milliseconds);
  socket.once(protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(timer));
  socket.once('close', () => clearTimeout(timer));
}

const timeout = (what: string): Error =>
  Object.assign(new Error(`AWS gave no ${what} in time.`), { name: 'TimeoutError' });
