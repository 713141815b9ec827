import { connect, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import { type Answer, readAnswer } from './read-answer.ts';

/** Milliseconds of one attempt: four of them and their pauses fit into the ten seconds of a function. */
export interface Limits {
  readonly connectionTimeout: number;
  readonly requestTimeout: number;
}

/** Connections without a request, by origin: they outlive a request and a freeze of the function; one that died meanwhile costs an attempt. */
const idle = new Map<string, Socket[]>();

/**
 * One attempt: posts a text to `/` and reads the whole answer, whatever its status. Over a bare socket: Node's http client costs twice as
 * much, for what AWS's services do not send (ADR 0015).
 */
export async function exchange(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  limits: Limits,
): Promise<Answer> {
  const kept = idle.get(url.origin) ?? [];
  idle.set(url.origin, kept);
  let socket = kept.pop();
  while (socket?.writable === false) socket = kept.pop();
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `POST / HTTP/1.1\r\n${lines.join('')}content-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  return await ask(socket ?? open(url, limits.connectionTimeout), head + body, limits.requestTimeout, kept);
}

/** @param kept where the connection waits for its next request */
function ask(socket: Socket, request: string, milliseconds: number, kept: Socket[]): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let received: Buffer | undefined;
    const timer = setTimeout(() => socket.destroy(timeout('answer')), milliseconds);
    const finish = (answer: Answer, reusable: boolean): void => {
      clearTimeout(timer);
      socket.off('data', read).off('close', fail).unref(); // a process may end while it only waits
      if (reusable) kept.push(socket.once('data', unasked));
      else socket.destroy();
      resolve(answer);
    };
    const fail = (): void => {
      clearTimeout(timer);
      reject(
        socket.errored ?? Object.assign(new Error('AWS closed the connection.'), { code: 'ECONNRESET' }),
      );
    };
    const read = (part: Buffer): void => {
      received = received === undefined ? part : Buffer.concat([received, part]);
      try {
        const answer = readAnswer(received);
        const { connection = '' } = answer?.headers ?? {};
        if (answer) finish(answer, answer.end === received.length && connection.toLowerCase() !== 'close');
      } catch (error) {
        socket.destroy(error as Error);
      }
    };
    socket.off('data', unasked).ref().on('data', read).once('close', fail).write(request);
  });
}

/** What comes while nothing is asked would be taken for the next answer. */
function unasked(this: Socket): void {
  this.destroy();
}

function open({ protocol, hostname: host, port }: URL, milliseconds: number): Socket {
  const secure = protocol === 'https:';
  const to = { host, port: Number(port || (secure ? 443 : 80)), noDelay: true, keepAlive: true };
  const servername = isIP(host) === 0 ? host : ''; // RFC 6066 §3: no address is a name
  const socket = secure ? connectSecurely({ ...to, servername }) : connect(to);
  const timer = setTimeout(() => socket.destroy(timeout('connection')), milliseconds);
  socket.once(secure ? 'secureConnect' : 'connect', () => clearTimeout(timer));
  // `close` follows every error, and tells it
  return socket.once('close', () => clearTimeout(timer)).on('error', () => {});
}

const timeout = (what: string): Error =>
  Object.assign(new Error(`AWS gave no ${what} in time.`), { name: 'TimeoutError' });
