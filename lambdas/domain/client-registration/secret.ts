import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { Client } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import type { Randomness } from '../randomness.ts';
import { hashSecret } from '../secret-hash.ts';

type Method = Pick<Client, 'token_endpoint_auth_method'>;

export const usesSecret = ({ token_endpoint_auth_method: method }: Method): boolean =>
  method === 'client_secret_basic' || method === 'client_secret_post';

/**
 * A record with a secret where it needs one, now or once it is approved, and without where it does not; the secret itself only when it
 * was made now.
 */
export function withSecret<Kept extends Client>(
  record: Kept,
  wanted: Method,
  randomness: Pick<Randomness, 'secret'>,
): { readonly record: Kept; readonly secret?: string } {
  if (!usesSecret(record) && !usesSecret(wanted)) {
    const { client_secret_hash: _hash, previous_client_secret: _previous, ...without } = record;
    return { record: without as Kept };
  }
  if (record.client_secret_hash !== undefined) return { record };
  const secret = randomness.secret();
  return { record: { ...record, client_secret_hash: hashSecret(secret) }, secret };
}

/** Another secret; the old one stays good for a while, unless it leaked (B12). */
export function rotateSecret<Kept extends Client>(
  { previous_client_secret: _older, ...record }: Kept,
  keepOld: boolean,
  now: Date,
  deps: {
    readonly randomness: Pick<Randomness, 'secret'>;
    readonly settings: Pick<RelyingPartySettings, 'secretOverlapSeconds'>;
  },
): { readonly record: Omit<Kept, 'previous_client_secret'> & Client; readonly secret: string } {
  const { client_secret_hash: hash } = record;
  if (!usesSecret(record) || hash === undefined) throw noSecret();
  const secret = deps.randomness.secret();
  const validUntil = new Date(now.getTime() + deps.settings.secretOverlapSeconds * 1000).toISOString();
  const rotated = {
    ...record,
    client_secret_hash: hashSecret(secret),
    ...(keepOld && { previous_client_secret: { hash, validUntil } }),
  };
  return { record: rotated, secret };
}

const noSecret = (): Refusal =>
  new Refusal(
    'conflict',
    'no-client-secret',
    'This service authenticates without a secret: there is none to change.',
  );
