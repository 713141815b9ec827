const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PEM = /^-----BEGIN ([A-Z0-9 #]+)-----\r?\n([\s\S]*?)-----END \1-----\s*$/;
/** `-----BEGIN …-----` lines and line ends around base64 text. */
const TEXT_OVERHEAD = 1.6;

/**
 * Bytes from what people and programs send: DER, PEM or bare base64.
 * @param input bytes as received, or text; a PEM file may have explanatory text before it (RFC 7468 §2)
 * @param limitBytes largest DER; larger input is not even decoded
 * @returns undefined when it is none of them, empty, or larger
 */
export function readDer(input: Uint8Array | string, limitBytes: number): Uint8Array | undefined {
  if (typeof input !== 'string') {
    if (input[0] === 0x30) return input.length <= limitBytes ? input : undefined;
    if (input.length > limitBytes * TEXT_OVERHEAD + 4096) return undefined;
    return readDer(new TextDecoder('latin1').decode(input), limitBytes);
  }
  if (input.length > limitBytes * TEXT_OVERHEAD + 4096) return undefined;
  const begin = input.indexOf('-----BEGIN ');
  const text = begin === -1 ? input : PEM.exec(input.slice(begin).trim())?.[2];
  const base64 = text?.replace(/\s+/g, '') ?? '';
  if (!BASE64.test(base64) || base64.length % 4 === 1) return undefined;
  const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
  return bytes.length > 0 && bytes.length <= limitBytes ? bytes : undefined;
}

/** PEM (RFC 7468): lines of 64 characters. */
export function toPem(
  label: 'CERTIFICATE' | 'CERTIFICATE REQUEST' | 'X509 CRL' | 'CMS',
  der: Uint8Array,
): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
