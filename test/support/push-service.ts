import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type JWTPayload, jwtVerify, type ProtectedHeaderParameters } from 'jose';

/** What a push service learns of a message it took. */
export interface Pushed {
  readonly path: string;
  readonly ttl: string;
  readonly urgency: string | undefined;
  readonly topic: string | undefined;
  readonly body: string;
  readonly claims: JWTPayload;
  readonly header: ProtectedHeaderParameters;
}

/** A browser's push service on this machine: takes what is well-formed and signed by the key of the subscription. */
export interface PushService {
  readonly origin: string;
  /** Taken messages, and the status of every answer. */
  readonly pushed: Pushed[];
  readonly statuses: number[];
  /** An endpoint of a browser subscribed by this key (`applicationServerKey`). */
  subscribe(applicationServerKey: string): string;
  /** From now on: another answer than its own judgement, or none. */
  behave(as: number | 'silent' | undefined): void;
  /** Answers whom it has left waiting. */
  release(status: number): void;
  stop(): void;
}

export async function startPushService(): Promise<PushService> {
  const keys = new Map<string, string>();
  const [pushed, statuses]: [Pushed[], number[]] = [[], []];
  const waiting: ServerResponse[] = [];
  let behaviour: number | 'silent' | undefined;
  const server = createServer(async (request, response) => {
    if (behaviour === 'silent') return void waiting.push(response);
    const status = behaviour ?? (await judge(request, origin, keys, pushed));
    statuses.push(status);
    response.writeHead(status, status === 201 ? { location: `${origin}/message/1` } : {}).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    pushed,
    statuses,
    subscribe(key) {
      const path = `/push/${keys.size}-of-this-browser`;
      keys.set(path, key);
      return `${origin}${path}`;
    },
    behave(as) {
      behaviour = as;
    },
    release(status) {
      for (const response of waiting.splice(0)) response.writeHead(status).end();
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** RFC 8030 §5 and RFC 8292 §4: the message is taken, or why not. */
async function judge(
  request: IncomingMessage,
  origin: string,
  keys: ReadonlyMap<string, string>,
  pushed: Pushed[],
): Promise<number> {
  const { headers, method, url: path = '' } = request;
  const body = await text(request);
  const subscribedBy = keys.get(path);
  if (subscribedBy === undefined) return 404;
  if (method !== 'POST' || !/^\d+$/.test(String(headers.ttl))) return 400;
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== subscribedBy) return 403;
  const verified = await jwtVerify(token, publicKeyOf(key), {
    audience: origin,
    algorithms: ['ES256'],
  }).catch(() => undefined);
  if (verified === undefined) return 401;
  const topic = headers.topic === undefined ? undefined : String(headers.topic);
  const urgency = headers.urgency === undefined ? undefined : String(headers.urgency);
  const { payload: claims, protectedHeader: header } = verified;
  pushed.push({ path, ttl: String(headers.ttl), urgency, topic, body, claims, header });
  return 201;
}

/** An uncompressed point as a JWK. */
export function publicKeyOf(applicationServerKey: string) {
  const point = Buffer.from(applicationServerKey, 'base64url');
  if (point.length !== 65 || point[0] !== 4) throw new Error('This is no uncompressed point of P-256.');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  return { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' };
}
