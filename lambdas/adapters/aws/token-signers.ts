import type { Signer } from '../../domain/signer/signer.ts';
import { activeKey } from '../../domain/signing-key/key-life.ts';
import { type KeyLine, kidOf, type SigningKey } from '../../domain/signing-key/signing-key.ts';
import {
  type PublishedKeys,
  TOKEN_ALGORITHMS,
  type TokenAlgorithm,
  type TokenSigners,
} from '../../domain/signing-key/token-signers.ts';
import { dynamoSigningKeyLines } from './dynamo-signing-keys.ts';
import { kmsSigner } from './kms-signer.ts';
import { wrappedSigner } from './kms-wrapped-signer.ts';

/** So old may a line be that an instance signs by: keys follow each other without it; only a withdrawal waits so long. */
const REFRESH_SECONDS = 60;

/**
 * What signs tokens, in whichever mode the key was made.
 * @param keys name of the table `signing-keys`, and id of the KMS key `token-keys` that opens wrapped ones
 */
export function tokenSigners(keys: { readonly table: string; readonly wrappingKey: string }): TokenSigners {
  const lineOf = cachedLines(keys.table);
  const signers = new Map<TokenAlgorithm, { readonly id: string; readonly signer: Signer }>();
  const signerOf = (key: SigningKey): Signer => {
    const known = signers.get(key.algorithm);
    if (known?.id === key.id) return known.signer;
    const signer = openSigner(key, keys.wrappingKey);
    signers.set(key.algorithm, { id: key.id, signer }); // the one before it is forgotten, with its private half
    return signer;
  };
  return async (algorithm, now) => {
    const key = activeKey((await lineOf(algorithm, now)).keys, now);
    if (key === undefined) throw new Error(`No ${algorithm} key is in use yet: run the function key-keeper.`);
    return signerOf(key);
  };
}

/** Public halves of all keys that are not withdrawn: those to come, in use, and retired. */
export function publishedKeys({ table }: { readonly table: string }): PublishedKeys {
  const lineOf = cachedLines(table);
  return async (now) => {
    const lines = await Promise.all(TOKEN_ALGORITHMS.map((algorithm) => lineOf(algorithm, now)));
    return lines.flatMap(({ keys }) =>
      keys.filter(({ withdrawnAt }) => withdrawnAt === undefined).map(({ publicJwk }) => publicJwk),
    );
  };
}

function openSigner(key: SigningKey, wrappingKey: string): Signer {
  if (key.custody.mode === 'wrapped') return wrappedSigner(wrappingKey, key);
  const { sign } = kmsSigner(key.custody.kmsKey, key.algorithm);
  return {
    algorithm: key.algorithm,
    keyId: async () => kidOf(key),
    publicJwk: async () => key.publicJwk,
    sign,
  };
}

/** Lines read from the table once a minute per instance. */
function cachedLines(table: string): (algorithm: TokenAlgorithm, now: Date) => Promise<KeyLine> {
  const lines = dynamoSigningKeyLines(table);
  const cache = new Map<TokenAlgorithm, { readonly line: Promise<KeyLine>; readonly until: number }>();
  return (algorithm, now) => {
    const known = cache.get(algorithm);
    if (known !== undefined && now.getTime() < known.until) return known.line;
    const line = lines.line(algorithm);
    cache.set(algorithm, { line, until: now.getTime() + REFRESH_SECONDS * 1000 });
    line.then(
      ({ keys }) => keys.length === 0 && cache.delete(algorithm),
      () => cache.delete(algorithm),
    );
    return line;
  };
}
