/** Tags of X.690 §8 that a SignedData is made of. */
export const TAG = {
  integer: 0x02,
  octetString: 0x04,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** Context-specific and constructed. */
  context: (number: number): number => 0xa0 | number,
} as const;

/** One DER value: tag, length in the fewest bytes, contents side by side (X.690 §10.1). What is inside stays as it is, byte for byte. */
export function derValue(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const header = [tag, ...lengthOctets(length)];
  const value = new Uint8Array(header.length + length);
  value.set(header);
  let at = header.length;
  for (const content of contents) {
    value.set(content, at);
    at += content.length;
  }
  return value;
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** Members of a SET OF in the order of DER (X.690 §11.6): ascending by their encodings. */
export function inDerOrder(members: readonly Uint8Array[]): Uint8Array[] {
  return members.toSorted((one, other) => {
    const at = one.findIndex((byte, index) => byte !== other[index]);
    return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? -1);
  });
}
