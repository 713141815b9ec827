import type { ProviderSettings } from '../domain/provider-metadata/provider-metadata.ts';
import { publish } from '../domain/publication/publish.ts';
import type { PublishedObjects } from '../domain/publication/published-objects.ts';
import { type KeepKeysDeps, keepKeys } from '../domain/signing-key/keep-keys.ts';
import { publishedKeys } from '../domain/signing-key/key-life.ts';
import { type KeyOrder, obeyKeyOrder } from '../domain/signing-key/key-orders.ts';
import { TOKEN_ALGORITHMS } from '../domain/signing-key/token-signers.ts';

export interface KeepTokenKeysDeps extends Omit<KeepKeysDeps, 'publish'> {
  readonly issuer: string;
  /** Of the relying parties' side: what discovery tells. */
  readonly settings: ProviderSettings;
  readonly objects: PublishedObjects;
  readonly cacheSeconds: number;
}

/**
 * Keeps the keys that sign tokens in their order and publishes discovery and JWKS: every hour, after a deployment, and when an
 * operator orders something (`npm run keys`). Any number may run at once, and any run may end anywhere.
 */
export async function keepTokenKeys(
  order: KeyOrder | undefined,
  now: Date,
  deps: KeepTokenKeysDeps,
): Promise<void> {
  const keeping: KeepKeysDeps = { ...deps, publish: (at) => publishAll(at, deps) };
  await (order === undefined ? keepKeys(now, keeping) : obeyKeyOrder(order, now, keeping));
}

async function publishAll(now: Date, deps: KeepTokenKeysDeps): Promise<ReadonlySet<string>> {
  const { issuer, settings, objects, cacheSeconds, keys, rules } = deps;
  const facts = async () => {
    const lines = await Promise.all(TOKEN_ALGORITHMS.map((algorithm) => keys.line(algorithm)));
    const shown = lines.flatMap((line) => publishedKeys(line.keys, now, rules.behindSeconds));
    return { issuer, settings, keys: shown.map(({ publicJwk }) => publicJwk) };
  };
  return new Set((await publish({ objects, facts, cacheSeconds })).keys.map(({ kid = '' }) => kid));
}
