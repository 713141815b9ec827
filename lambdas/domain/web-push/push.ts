import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { VapidAuthorization } from './vapid.ts';

export interface PushDeps {
  readonly door: GuardedDoor;
  readonly authorization: VapidAuthorization;
}

/** What a push service made of a message: `gone`, the browser no longer takes any; `failed`, for whatever reason. */
export type PushOutcome =
  | { readonly is: 'taken' | 'gone' }
  | { readonly is: 'failed'; readonly status: number };

/** One message waits at most, the latest: it says no more than that there is something to look at (RFC 8030 §5.4). */
const TOPIC = 'approval';

/**
 * Asks a push service to wake a browser (RFC 8030 §5). There is no content, so the service of the browser's maker learns that and
 * when, and neither who asks nor what for.
 * @param ttlSeconds how long it is worth keeping for a phone that is off
 * @throws AddressUnreachable when nobody answers in time, or the address may not be called
 */
export async function push(
  endpoint: string,
  ttlSeconds: number,
  now: Date,
  { door, authorization }: PushDeps,
): Promise<PushOutcome> {
  const headers = {
    authorization: await authorization(endpoint, now),
    ttl: String(ttlSeconds),
    urgency: 'high',
    topic: TOPIC,
  };
  const { status } = await door.call(endpoint, { method: 'POST', headers, body: '' });
  if (status >= 200 && status < 300) return { is: 'taken' };
  // RFC 8030 §7.3: 404, expired; 410 where the service tells that it was removed.
  return status === 404 || status === 410 ? { is: 'gone' } : { is: 'failed', status };
}
