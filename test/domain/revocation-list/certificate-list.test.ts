import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import {
  REVOCATION_REASONS,
  type RevocationReason,
} from '../../../lambdas/domain/certificate/certificate-record.ts';
import { crlPath } from '../../../lambdas/domain/certificate/partition.ts';
import type { ListedRevocation } from '../../../lambdas/domain/revocation-list/listed-revocation.ts';
import { makeCertificateList } from '../../../lambdas/domain/revocation-list/make-certificate-list.ts';
import { readCertificateList } from '../../../lambdas/domain/revocation-list/read-certificate-list.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { ORIGIN, randomSerial, type TestPki, testPki } from '../../support/pki.ts';
import { testSigner } from '../../support/signer.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const HOUR = 3_600_000;
type Entries = ReadonlyMap<string, ListedRevocation>;

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki(NOW);
});

const listOf = (
  entries: Entries = new Map(),
  partition = 3,
  changes: { number?: number; key?: 'seal' } = {},
) =>
  makeCertificateList(
    {
      number: changes.number ?? 1_800_000_000,
      thisUpdate: NOW,
      nextUpdate: new Date(+NOW + 24 * HOUR),
      entries,
      distributionPoint: `${ORIGIN}/${crlPath('signature', partition)}`,
    },
    pki.certificate('signature'),
    pki.keys[changes.key ?? 'signature'],
  );

const rootList = () =>
  makeCertificateList(
    { number: 1, thisUpdate: NOW, nextUpdate: new Date(+NOW + 24 * HOUR), entries: new Map() },
    pki.certificate('root'),
    pki.keys.root,
  );

describe.skipIf(!hasOpenssl)('CRLs that OpenSSL judges', () => {
  const textOf = (list: Uint8Array) =>
    openssl(['crl', '-inform', 'DER', '-in', 'l.crl', '-noout', '-text', '-CAfile', 'ca.pem'], {
      'l.crl': list,
      'ca.pem': pki.pem('signature'),
    }).text;

  /** The certificate against the root, every CRL of the chain at hand. */
  const verify = async (certificate: Uint8Array, list: Uint8Array, at = NOW) =>
    openssl(
      [
        'verify',
        '-x509_strict',
        '-crl_check_all',
        '-extended_crl',
        '-attime',
        String(+at / 1000),
        '-CAfile',
        'root.pem',
        '-untrusted',
        'ca.pem',
        '-CRLfile',
        'crls.pem',
        'c.pem',
      ],
      {
        'root.pem': pki.rootPem,
        'ca.pem': pki.pem('signature'),
        'crls.pem': pem('X509 CRL', await rootList()) + pem('X509 CRL', list),
        'c.pem': pem('CERTIFICATE', certificate),
      },
    );

  const issue = (crlPartition = 3) =>
    pki.issue({ kind: 'signature', spki: testSigner('ES256').spki, crlPartition });

  it('C6: number, scope, key and times are as RFC 5280 wants them', async () => {
    const text = textOf(await listOf(new Map([[randomSerial(), { reason: 'superseded', revokedAt: NOW }]])));
    expect(text).toContain('verify OK');
    expect(text).toMatch(/Version 2/);
    expect(text).toMatch(/X509v3 CRL Number: \s*1800000000/);
    expect(text).toMatch(
      /Issuing Distribution Point: critical\s+Full Name:\s+URI:https:\/\/guichet.example\/pki\/crl\/signature\/3.crl\s+Only User Certificates/,
    );
    expect(text).toContain('X509v3 Authority Key Identifier');
    expect(text).toContain('Last Update: Nov 22 10:00:00 2026 GMT');
    expect(text).toContain('Next Update: Nov 23 10:00:00 2026 GMT');
    expect(text).toMatch(/CRL Reason Code: \s*Superseded/);
  });

  it.each(Object.keys(REVOCATION_REASONS) as RevocationReason[])(
    'C5: %s ends the certificate, others stay good',
    async (reason) => {
      const [ended, good] = [await issue(), await issue()];
      const list = await listOf(new Map([[ended.serial, { reason, revokedAt: new Date(+NOW - HOUR) }]]));
      expect((await verify(good.der, list)).text).toContain('c.pem: OK');
      expect((await verify(ended.der, list)).text).toContain('certificate revoked');
    },
  );

  it('C6: an empty list has no entries and all are good', async () => {
    const list = await listOf();
    expect(textOf(list)).toContain('No Revoked Certificates');
    expect((await verify((await issue()).der, list)).text).toContain('c.pem: OK');
  });

  it('C6: the list of another partition, a list by another key, an old list: none is accepted', async () => {
    const { der } = await issue();
    expect((await verify(der, await listOf(new Map(), 4))).status).not.toBe(0);
    expect((await verify(der, await listOf(new Map(), 3, { key: 'seal' }))).status).not.toBe(0);
    expect((await verify(der, await listOf(), new Date(+NOW + 25 * HOUR))).text).toContain('CRL has expired');
  });

  it('C6: a partition with tens of thousands of entries, made and read in a moment', async () => {
    const entries = new Map(
      Array.from(
        { length: 30_000 },
        () => [randomSerial(), { reason: 'affiliationChanged', revokedAt: NOW }] as const,
      ),
    );
    const { der, serial } = await issue();
    entries.set(serial, { reason: 'affiliationChanged', revokedAt: NOW });
    const begun = performance.now();
    const list = await listOf(entries);
    const read = readCertificateList(list);
    expect(performance.now() - begun).toBeLessThan(5000);
    expect(read.entries.size).toBe(30_001);
    expect((await verify(der, list)).text).toContain('certificate revoked');
  });
});

describe('CRLs read again', () => {
  const serial = fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => {
    bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 1;
    return Buffer.from(bytes).toString('hex');
  });
  const revocation = fc.record({
    reason: fc.constantFrom(...(Object.keys(REVOCATION_REASONS) as RevocationReason[])),
    revokedAt: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000)),
  });

  it('C6: say exactly what was written, in every year', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(serial, revocation), { maxLength: 20 }),
        fc.integer({ min: 1, max: 2 ** 48 }),
        async (pairs, number) => {
          const entries = new Map(pairs);
          const list = await listOf(entries, 3, { number });
          const read = readCertificateList(list);
          expect(isDer(list)).toBe(true);
          expect(read.entries).toEqual(entries);
          expect(read.number).toBe(number);
          expect(read.thisUpdate).toEqual(NOW);
          expect(read.nextUpdate).toEqual(new Date(+NOW + 24 * HOUR));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('C6: name the key that signed them', async () => {
    const read = readCertificateList(await listOf());
    expect(read.isSignedBy(pki.keys.signature.spki)).toBe(true);
    expect(read.isSignedBy(pki.keys.seal.spki)).toBe(false);
    const changed = Buffer.from(
      await listOf(new Map([[randomSerial(), { reason: 'superseded', revokedAt: NOW }]])),
    );
    changed[changed.length - 120] = (changed[changed.length - 120] ?? 0) ^ 1;
    expect(() => readCertificateList(changed).isSignedBy(pki.keys.signature.spki) || refuse()).toThrow();
  });

  it('C6: what is no CRL of ours is refused', async () => {
    const list = await listOf(new Map([[randomSerial(), { reason: 'superseded', revokedAt: NOW }]]));
    expect(() => readCertificateList(pki.certificate('root'))).toThrow('not a CRL');
    expect(() => readCertificateList(randomBytes(300))).toThrow('not a CRL');
    for (let length = 0; length < list.length; length += 7)
      expect(() => readCertificateList(list.subarray(0, length))).toThrow('not a CRL');
  });
});

const refuse = (): never => {
  throw new Error('not signed');
};
