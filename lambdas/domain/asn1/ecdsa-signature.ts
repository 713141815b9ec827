/** ECDSA-Sig-Value (RFC 3279 §2.2.3), the form of X.509, CRL, OCSP and CMS, from r‖s, the form of JOSE and WebCrypto. */
export function toDerSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  const [r, s] = [integer(raw.subarray(0, half)), integer(raw.subarray(half))];
  const der = new Uint8Array(2 + r.length + s.length);
  // P-521 is not used: two integers of up to 49 bytes fit a one-byte length.
  der.set([0x30, r.length + s.length]);
  der.set(r, 2);
  der.set(s, 2 + r.length);
  return der;
}

/**
 * r‖s of fixed width from ECDSA-Sig-Value.
 * @param width bytes of one integer: 32 for P-256, 48 for P-384
 * @returns undefined when it is not the DER of two positive integers that fit
 */
export function toRawSignature(der: Uint8Array, width: number): Uint8Array | undefined {
  if (der[0] !== 0x30 || der[1] !== der.length - 2 || der.length > 127) return undefined;
  const r = unsigned(der, 2, width);
  const s = r && unsigned(der, r.end, width);
  if (r === undefined || s === undefined || s.end !== der.length) return undefined;
  const raw = new Uint8Array(width * 2);
  raw.set(r.value, width - r.value.length);
  raw.set(s.value, width * 2 - s.value.length);
  return raw;
}

/** DER INTEGER: no leading zeros but the one that keeps the sign positive (X.690 §8.3.2). */
function integer(bytes: Uint8Array): Uint8Array {
  let first = 0;
  while (first < bytes.length - 1 && bytes[first] === 0) first += 1;
  const padding = (bytes[first] ?? 0) > 0x7f ? 1 : 0;
  const length = padding + bytes.length - first;
  const der = new Uint8Array(2 + length);
  der.set([0x02, length]);
  der.set(bytes.subarray(first), 2 + padding);
  return der;
}

function unsigned(
  der: Uint8Array,
  at: number,
  width: number,
): { value: Uint8Array; end: number } | undefined {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  const [first = 0, second = 0] = der.subarray(at + 2, end);
  const padded = first === 0 && length > 1;
  if (der[at] !== 0x02 || length === 0 || end > der.length || first > 0x7f) return undefined;
  if (padded && second <= 0x7f) return undefined; // not minimal
  const value = der.subarray(at + 2 + (padded ? 1 : 0), end);
  return value.length <= width ? { value, end } : undefined;
}
