import type { Element } from '../ber/element.ts';
import { sequence } from '../ber/fields.ts';
import { BIT_STRING } from '../ber/tags.ts';
import { bitOctets } from '../ber/values.ts';
import { type AlgorithmIdentifier, parseAlgorithm } from './algorithm-identifier.ts';

/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). */
export interface PublicKey {
  readonly der: Uint8Array;
  readonly algorithm: AlgorithmIdentifier;
  readonly key: Uint8Array;
}

export function parsePublicKey(element: Element): PublicKey {
  const fields = sequence(element, 'public key');
  const algorithm = parseAlgorithm(fields.take('algorithm of the public key'));
  const key = bitOctets(fields.take('public key', BIT_STRING));
  fields.end('public key');
  return { der: element.bytes, algorithm, key };
}
