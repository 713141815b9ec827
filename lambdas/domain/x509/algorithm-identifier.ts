import type { Element } from '../ber/element.ts';
import { sequence } from '../ber/fields.ts';
import { oid } from '../ber/values.ts';

/** RFC 5280 §4.1.1.2. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  readonly parameters?: Element;
  readonly der: Uint8Array;
}

export function parseAlgorithm(element: Element): AlgorithmIdentifier {
  const fields = sequence(element, 'algorithm');
  const identifier = oid(fields.take('algorithm identifier'));
  const [parameters] = fields.rest();
  return { oid: identifier, ...(parameters && { parameters }), der: element.bytes };
}
