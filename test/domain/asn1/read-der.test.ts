import { describe, expect, it } from 'vitest';
import { readDer, toPem } from '../../../lambdas/domain/asn1/read-der.ts';

const DER = Uint8Array.from([0x30, 0x81, 0xc8, ...Array.from({ length: 200 }, (_, n) => n)]);
const BASE64 = Buffer.from(DER).toString('base64');

describe('DER, PEM and base64', () => {
  it('C9: all three are read, with any line ends, and as bytes of a file', () => {
    const pem = toPem('CERTIFICATE REQUEST', DER);
    for (const input of [
      DER,
      BASE64,
      pem,
      pem.replaceAll('\n', '\r\n'),
      `Subject: x\n\n${pem}`,
      Buffer.from(pem),
    ]) {
      expect(readDer(input, 1000)).toEqual(DER);
    }
  });

  it.each([
    ['larger than the limit', BASE64, 202],
    ['enormous, without being decoded', 'A'.repeat(1_000_000), 202],
    ['no base64', '<html>', 1000],
    ['cut in the middle of a character', `${BASE64}A`.replace(/=+A$/, 'A='), 1000],
    ['PEM with another end', '-----BEGIN X-----\nAAAA\n-----END Y-----\n', 1000],
    ['two PEM blocks', toPem('CMS', DER) + toPem('CMS', DER), 1000],
    ['empty', '', 1000],
  ])('C9: refuses what is %s', (_, input, limit) => {
    expect(readDer(input, limit)).toBeUndefined();
  });

  it('C9: bytes beyond the limit are refused', () => {
    expect(readDer(DER, 202)).toBeUndefined();
    expect(readDer(new Uint8Array(100_000).fill(65), 202)).toBeUndefined();
  });
});
