import { describe, expect, it } from 'vitest';
import { BerError } from '../../../lambdas/domain/ber/ber-error.ts';
import { decodeFile } from '../../../lambdas/domain/cms/decode-file.ts';
import { pem } from '../../support/openssl.ts';

const DER = Buffer.from('300a0c08c3a9c3a9c3bfc3bf', 'hex');
const text = (content: string): Buffer => Buffer.from(content);

describe('files in their encodings', () => {
  it.each([
    ['binary', DER],
    ['base64', text(DER.toString('base64'))],
    ['base64 over lines, with spaces', text(`  ${DER.toString('base64').replace(/.{4}/g, '$&\r\n')}\n\n`)],
    ['base64url without padding', text(DER.toString('base64url'))],
    ['PEM', text(pem('PKCS7', DER))],
    [
      'PEM with text before it and lines of Windows',
      text(`subject=/CN=x\r\n${pem('CMS', DER).replaceAll('\n', '\r\n')}`),
    ],
    ['PEM after a byte order mark', text(`\u{feff}${pem('CERTIFICATE', DER)}`)],
  ])('D5: %s', (_, file) => {
    expect(Buffer.from(decodeFile(file)[0])).toEqual(DER);
  });

  it('D5: several blocks of PEM, in their order', () => {
    const other = Buffer.from('3003020105', 'hex');
    const blocks = decodeFile(text(pem('CERTIFICATE', DER) + pem('CERTIFICATE', other)));
    expect(blocks.map((block) => Buffer.from(block))).toEqual([DER, other]);
  });

  it.each([
    ['nothing', ''],
    ['words', 'Dear Sir or Madam'],
    ['base64 of words', Buffer.from('Dear Sir or Madam').toString('base64')],
    ['mixed alphabets', `${DER.toString('base64')}-_+/`],
    ['a cut PEM', pem('CMS', DER).slice(0, 30)],
    ['an S/MIME message', 'MIME-Version: 1.0\nContent-Type: application/pkcs7-mime\n\nMIIB'],
  ])('D6: %s is refused with a sentence', (_, content) => {
    expect(() => decodeFile(text(content))).toThrow(BerError);
  });
});
