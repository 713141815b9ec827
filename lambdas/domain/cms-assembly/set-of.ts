import { AsnConvert } from '@peculiar/asn1-schema';

/** The members in the order that DER gives a SET OF (X.690 §11.6): ascending by their encodings. */
export function inDerOrder<T extends object>(members: readonly T[]): T[] {
  return members
    .map((member) => ({ member, encoding: new Uint8Array(AsnConvert.serialize(member)) }))
    .sort((one, other) => compare(one.encoding, other.encoding))
    .map(({ member }) => member);
}

function compare(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, index) => byte !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? -1);
}
