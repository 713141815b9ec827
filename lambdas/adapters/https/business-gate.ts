import { lookup as resolve } from 'node:dns';
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { type BusinessGate, BusinessUnreachable, type GateAnswer } from '../../domain/move/business-gate.ts';

export interface BusinessGateOptions {
  readonly answerSeconds: number;
  /** On the laptop only: plain http, and addresses of this machine. */
  readonly allowsLoopback: boolean;
}

const LONGEST_ANSWER = 65_536;

/** Networks that are no business's (RFC 6890): a registered name may not lead into ours. */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 96],
  ['::1', 128],
  ['::ffff:0:0', 96],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Posts notices over https, never into a private network, never after a redirect, with an end to waiting and to reading. */
export function businessGate({ answerSeconds, allowsLoopback }: BusinessGateOptions): BusinessGate {
  return {
    post(endpoint, { jws, key }) {
      const url = new URL(endpoint);
      requireCallable(url, allowsLoopback);
      return new Promise<GateAnswer>((answered, failed) => {
        const fail = (reason: string) => failed(new BusinessUnreachable(reason));
        const send = url.protocol === 'http:' ? http : https;
        const outgoing = send(
          url,
          {
            method: 'POST',
            headers: {
              'content-type': 'application/jwt',
              'content-length': Buffer.byteLength(jws),
              'idempotency-key': key,
              accept: 'application/jwt',
            },
            lookup: allowsLoopback ? undefined : publicLookup,
            signal: AbortSignal.timeout(answerSeconds * 1000),
          },
          (incoming) => {
            const parts: Buffer[] = [];
            let length = 0;
            incoming.on('data', (part: Buffer) => {
              length += part.length;
              if (length <= LONGEST_ANSWER) parts.push(part);
              else incoming.destroy(new Error('too long'));
            });
            incoming.on('end', () =>
              answered({ status: incoming.statusCode ?? 0, body: Buffer.concat(parts).toString('utf8') }),
            );
            incoming.on('error', () => fail('The answer was cut off, or is too long.'));
          },
        );
        outgoing.on('error', () => fail('Nobody answered.'));
        outgoing.end(jws);
      });
    },
  };
}

function requireCallable(url: URL, allowsLoopback: boolean): void {
  if (allowsLoopback) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol !== 'https:') throw new BusinessUnreachable('Only https is called.');
  if (isIP(host) !== 0 && isPrivate(host))
    throw new BusinessUnreachable('The address is in a private network.');
}

const isPrivate = (address: string): boolean => PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Resolves, and refuses addresses of private networks: the address that was checked is the one that is called. */
const publicLookup: LookupFunction = (host, options, callback) => {
  resolve(host, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '', 0);
    const [first] = addresses;
    if (first === undefined || addresses.some(({ address }) => isPrivate(address))) {
      return callback(new Error('The name leads into a private network.'), '', 0);
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};
