type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

/**
 * JSON of which there is one spelling (RFC 8785): no spaces, names in the order of their UTF-16 code units, members without a value left
 * out. What is signed by hand and compared byte by byte is written with it.
 *
 * @returns UTF-8
 */
export function canonicalJson(value: object): Uint8Array {
  return new TextEncoder().encode(textOf(value as Json));
}

function textOf(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error('JSON has no such number.');
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(textOf).join(',')}]`;
  const members = Object.entries(value).flatMap(([name, member]) =>
    member === undefined ? [] : [[name, member] as const],
  );
  // Names differ, so `<` alone orders them; JavaScript compares strings by UTF-16 code units (RFC 8785 §3.2.3).
  const sorted = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([name, member]) => `${JSON.stringify(name)}:${textOf(member)}`).join(',')}}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
