import type { JWK } from 'jose';
import type { Client } from '../client/client.ts';
import { AddressUnreachable, type GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { ClientKey, ClientKeys } from './client-keys.ts';
import { fits, importKeys } from './fitting-keys.ts';
import { parseKeySet } from './key-set.ts';

/** A set read from `jwks_uri` is taken for fresh so long. */
const FRESH_MILLISECONDS = 10 * 60_000;
/** An unknown `kid`, or a failure, asks again at most this often: nobody can make us call an address at will. */
const AGAIN_MILLISECONDS = 60_000;
/** When the address stays silent, what it last said counts so long. */
const LONGEST_MILLISECONDS = 24 * 60 * 60_000;
const MOST_CLIENTS = 1_000;

interface Remembered {
  /** The registered `jwks` or `jwks_uri`: another one makes the memory void. */
  readonly source: string;
  /** The very object it was read from: a cached client need not be compared. */
  registered: Client['jwks'];
  keys: readonly ClientKey[];
  /** Epoch milliseconds; `readAt`: of the last good answer. */
  readAt: number;
  triedAt: number;
  pending: Promise<void> | undefined;
}

export interface RememberedClientKeysDeps {
  readonly door: GuardedDoor;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Keys of clients, imported once for each version of a registration and shared by all requests of one function instance. */
export function rememberedClientKeys({ door, now }: RememberedClientKeysDeps): ClientKeys {
  const memory = new Map<string, Remembered>();

  const remember = (client: Client): Remembered => {
    const known = memory.get(client.client_id);
    if (known !== undefined && client.jwks !== undefined && known.registered === client.jwks) return known;
    const source = client.jwks_uri ?? JSON.stringify(client.jwks ?? null);
    if (known?.source === source) {
      known.registered = client.jwks;
      return known;
    }
    const keys = client.jwks_uri === undefined ? importKeys(client.jwks?.keys ?? []) : [];
    const never = { readAt: -Infinity, triedAt: -Infinity, pending: undefined };
    const fresh: Remembered = { source, registered: client.jwks, keys, ...never };
    memory.delete(client.client_id);
    memory.set(client.client_id, fresh);
    const [oldest] = memory.keys();
    if (memory.size > MOST_CLIENTS && oldest !== undefined) memory.delete(oldest);
    return fresh;
  };

  /** One call for all who wait; a failing one leaves what is known. */
  const fetchKeys = (entry: Remembered): Promise<void> => {
    entry.pending ??= read(door, entry.source)
      .then((keys) => {
        entry.keys = keys;
        entry.readAt = now();
      })
      .catch((error: unknown) => {
        if (!(error instanceof AddressUnreachable)) throw error;
      })
      .finally(() => {
        entry.triedAt = now();
        entry.pending = undefined;
      });
    return entry.pending;
  };

  const current = async (client: Client, satisfied: (keys: readonly ClientKey[]) => boolean) => {
    const entry = remember(client);
    if (client.jwks_uri === undefined) return entry.keys;
    const at = now();
    const stale = at - entry.readAt > FRESH_MILLISECONDS || !satisfied(entry.keys);
    if (stale && (entry.pending !== undefined || at - entry.triedAt >= AGAIN_MILLISECONDS)) {
      await fetchKeys(entry);
    }
    return now() - entry.readAt > LONGEST_MILLISECONDS ? [] : entry.keys;
  };

  return {
    async toVerify(client, { alg, kid }) {
      const fitting = (keys: readonly ClientKey[]): readonly ClientKey[] =>
        keys.filter((key) => fits(key, alg, 'sig') && (kid === undefined || key.jwk.kid === kid));
      return fitting(await current(client, (keys) => fitting(keys).length > 0));
    },
    async toEncrypt(client, alg) {
      const fitting = (keys: readonly ClientKey[]): readonly ClientKey[] =>
        keys.filter((key) => fits(key, alg, 'enc'));
      const found = fitting(await current(client, (keys) => fitting(keys).length > 0));
      return found.find(({ jwk }) => jwk.use === 'enc') ?? found[0];
    },
  };
}

async function read(door: GuardedDoor, address: string): Promise<readonly ClientKey[]> {
  const headers = { accept: 'application/jwk-set+json, application/json' };
  const { status, body } = await door.call(address, { method: 'GET', headers });
  if (status !== 200) throw new AddressUnreachable(`jwks_uri answered ${status} instead of 200.`);
  const keys: readonly JWK[] | undefined = parseKeySet(body);
  if (keys === undefined) throw new AddressUnreachable('jwks_uri does not hold a JSON Web Key Set.');
  return importKeys(keys);
}
