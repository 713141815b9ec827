import type { JWK } from 'jose';

const MOST_KEYS = 50;

/** The keys of a JSON Web Key Set (RFC 7517 §5); undefined when the text is none. Entries that are no JWK are left out. */
export function parseKeySet(text: string): readonly JWK[] | undefined {
  const set = parse(text);
  if (typeof set !== 'object' || set === null || !('keys' in set) || !Array.isArray(set.keys))
    return undefined;
  return set.keys.slice(0, MOST_KEYS).filter(isJwk);
}

const isJwk = (key: unknown): key is JWK =>
  typeof key === 'object' && key !== null && 'kty' in key && typeof key.kty === 'string';

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
