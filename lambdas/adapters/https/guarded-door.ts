import { request as http, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as https } from 'node:https';
import { isIP } from 'node:net';
import {
  AddressUnreachable,
  type DoorAnswer,
  type DoorCall,
  type GuardedDoor,
} from '../../domain/guarded-door/guarded-door.ts';
import { isPrivateAddress, publicLookup } from './public-networks.ts';

export interface GuardedDoorOptions {
  /** From the first byte sent to the last one read. */
  readonly answerSeconds: number;
  /** On the laptop only: plain http, and addresses of this machine. */
  readonly allowsLoopback: boolean;
}

const LONGEST_ANSWER = 65_536;

/** Calls over https, never into a private network, never after a redirect, with an end to waiting and to reading. */
export function guardedDoor({ answerSeconds, allowsLoopback }: GuardedDoorOptions): GuardedDoor {
  return {
    async call(address, call) {
      const url = requireCallable(address, allowsLoopback);
      const { body, method, longestAnswer = LONGEST_ANSWER } = call;
      const options: RequestOptions = {
        method,
        headers: headersOf(call),
        agent: false, // a function is frozen between calls: a connection that was kept is mostly dead when it wakes
        lookup: allowsLoopback ? undefined : publicLookup,
        signal: AbortSignal.timeout(answerSeconds * 1000),
      };
      return new Promise<DoorAnswer>((answered, failed) => {
        const fail = (reason: string) => failed(new AddressUnreachable(reason));
        const send = url.protocol === 'http:' ? http : https;
        const outgoing = send(url, options, (incoming) => read(incoming, longestAnswer, answered, fail));
        outgoing.on('error', () => fail('Nobody answered.'));
        outgoing.end(body);
      });
    },
  };
}

const headersOf = ({ headers, body }: DoorCall): Record<string, string | number> => ({
  ...headers,
  ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
});

function read(
  incoming: IncomingMessage,
  longest: number,
  answered: (answer: DoorAnswer) => void,
  fail: (reason: string) => void,
): void {
  const parts: Buffer[] = [];
  let length = 0;
  incoming.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= longest) return parts.push(part);
    fail('The answer is too long.');
    return incoming.destroy();
  });
  incoming.on('end', () =>
    answered({
      status: incoming.statusCode ?? 0,
      headers: plain(incoming),
      body: Buffer.concat(parts).toString('utf8'),
    }),
  );
  incoming.on('error', () => fail('The answer was cut off.'));
}

function plain({ headers }: IncomingMessage): Record<string, string> {
  const named: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) named[name] = String(value);
  return named;
}

function requireCallable(address: string, allowsLoopback: boolean): URL {
  const url = URL.parse(address);
  if (url === null) throw new AddressUnreachable('The address is not absolute.');
  if (url.protocol !== 'https:' && !(allowsLoopback && url.protocol === 'http:')) {
    throw new AddressUnreachable('Only https is called.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new AddressUnreachable('An address with a name and password in it is not called.');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (!allowsLoopback && isIP(host) !== 0 && isPrivateAddress(host)) {
    throw new AddressUnreachable('The address is in a private network.');
  }
  return url;
}
