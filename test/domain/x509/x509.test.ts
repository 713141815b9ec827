import { X509Certificate } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BerError } from '../../../lambdas/domain/ber/ber-error.ts';
import { readElement } from '../../../lambdas/domain/ber/element.ts';
import { encode } from '../../../lambdas/domain/ber/to-der.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { parseCertificateList } from '../../../lambdas/domain/x509/certificate-list.ts';
import { basicConstraintsOf, keyUsageOf } from '../../../lambdas/domain/x509/extensions.ts';
import { isWithin, parseName, sameName } from '../../../lambdas/domain/x509/name.ts';
import { nameText } from '../../../lambdas/domain/x509/name-text.ts';
import { oidDer } from '../../support/handmade-cms.ts';
import { readPkits } from '../../vectors/nist-pkits.ts';

const pkits = readPkits();
const der = (base64: string | undefined): Buffer => Buffer.from(base64 ?? '', 'base64');

type Part = readonly [type: string, value: string, tag?: number];
const nameOf = (...parts: readonly Part[]) =>
  parseName(
    readElement(
      encode(
        0x30,
        Buffer.concat(
          parts.map(([type, value, tag = 0x0c]) =>
            encode(
              0x31,
              encode(
                0x30,
                Buffer.concat([
                  oidDer(type),
                  encode(tag, Buffer.from(value, tag === 0x0c ? 'utf8' : 'latin1')),
                ]),
              ),
            ),
          ),
        ),
      ),
    ),
  );
const CN = '2.5.4.3';
const O = '2.5.4.10';

describe('certificates', () => {
  it('D7: every certificate of NIST PKITS that node:crypto reads says the same here', () => {
    let compared = 0;
    for (const base64 of Object.values(pkits.certificates)) {
      const ours = parseCertificate(der(base64));
      const theirs = new X509Certificate(der(base64));
      // Negative ones (two tests) are shown as their octets here, as their magnitude there
      if (!ours.serial.startsWith('-'))
        expect(ours.serial.toUpperCase()).toBe(theirs.serialNumber.padStart(2, '0'));
      expect(ours.notAfter.getTime()).toBe(Date.parse(theirs.validTo));
      expect(ours.notBefore.getTime()).toBe(Date.parse(theirs.validFrom));
      if (theirs.ca) expect(basicConstraintsOf(ours)?.ca).toBe(true);
      compared++;
    }
    expect(compared).toBeGreaterThan(380);
  });

  it('D6: a damaged certificate or list: read, or refused with a sentence', () => {
    const certificate = der(pkits.certificates.ValidCertificatePathTest1EE);
    const list = der(pkits.lists.GoodCACRL);
    const damaged = (file: Buffer, at: number, byte: number): Buffer => {
      const copy = Buffer.from(file);
      copy[at % file.length] = byte;
      return copy;
    };
    fc.assert(
      fc.property(fc.nat(3000), fc.nat(255), (at, byte) => {
        for (const read of [
          () => keyUsageOf(parseCertificate(damaged(certificate, at, byte))),
          () => parseCertificateList(damaged(list, at, byte)).entries('0e'),
        ]) {
          try {
            read();
          } catch (error) {
            expect(error).toBeInstanceOf(BerError);
          }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it('D6: two signature algorithms, an extension twice, bytes left over', () => {
    const certificate = der(pkits.certificates.ValidCertificatePathTest1EE);
    expect(() => parseCertificate(Buffer.concat([certificate, Buffer.from([0])]))).toThrow(/follow/);
    const sha256 = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
    const at = certificate.lastIndexOf(sha256);
    const other = Buffer.from(certificate);
    other[at + 12] = 0x0c;
    expect(at).toBeGreaterThan(0);
    expect(() => parseCertificate(other)).toThrow(/two different signature algorithms/);
    const keyUsage = certificate.indexOf(Buffer.from('0603551d0f', 'hex'));
    const twice = Buffer.from(certificate);
    twice[keyUsage + 4] = 0x23; // key usage becomes a second authority key identifier
    expect(() => parseCertificate(twice)).toThrow(/stands twice/);
  });
});

describe('names', () => {
  it('D7: case, spaces and the kind of string do not count; order does', () => {
    const name = nameOf([O, 'Guichet  du  Nord'], [CN, 'Élodie']);
    expect(sameName(name, nameOf([O, ' guichet DU nord ', 0x0c], [CN, 'élodie']))).toBe(true);
    expect(sameName(nameOf([CN, 'Root']), nameOf([CN, 'ROOT', 0x13]))).toBe(true);
    expect(sameName(name, nameOf([CN, 'Élodie'], [O, 'Guichet du Nord']))).toBe(false);
    expect(sameName(name, nameOf([O, 'Guichet du Nord']))).toBe(false);
    expect(isWithin(name, nameOf([O, 'guichet du nord']))).toBe(true);
    expect(isWithin(nameOf([O, 'guichet du nord']), name)).toBe(false);
  });

  it('D6: a value cannot pretend to be another attribute', () => {
    expect(sameName(nameOf([CN, `a\u0000${O}=b`]), nameOf([CN, 'a'], [O, 'b']))).toBe(false);
  });

  it('D6: RFC 4514: the special characters are escaped, and a name cannot forge a line', () => {
    expect(nameText(nameOf([O, 'Sue, Grabbit and Runn'], [CN, '#1 "L\\u" <x>;+']))).toBe(
      'CN=\\#1 \\"L\\\\u\\" \\<x\\>\\;\\+,O=Sue\\, Grabbit and Runn',
    );
    expect(nameText(nameOf([CN, 'a\nb ']))).toBe('CN=a\\0ab\\ ');
    expect(nameText(nameOf(['1.2.3', 'x']))).toBe('1.2.3=#0c0178');
  });
});
