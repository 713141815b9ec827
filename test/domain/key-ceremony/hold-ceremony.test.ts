import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import { describeCertificate } from '../../../lambdas/domain/certificate-profile/issuer.ts';
import { AUTHORITY_CERTIFICATES } from '../../../lambdas/domain/trust/trust-store.ts';
import { type TestHierarchy, testHierarchy } from '../../support/ceremony.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';

let pki: TestHierarchy;
beforeAll(async () => {
  pki = await testHierarchy();
});

const der = (name: string): Uint8Array => pki.published.get(`pki/${name}.cer`) ?? new Uint8Array();
const copyOf = (hierarchy: TestHierarchy) => new Map(hierarchy.published);
const changed = (before: Map<string, Uint8Array>, after: Map<string, Uint8Array>): string[] =>
  [...after.keys()].filter((path) => before.get(path) !== after.get(path)).sort();

describe('the key ceremony', () => {
  it('C1: publishes every certificate and the first CRLs', () => {
    for (const name of AUTHORITY_CERTIFICATES) expect(isDer(der(name))).toBe(true);
    const lists = [...pki.published.keys()].filter((path) => path.endsWith('.crl'));
    expect(lists).toHaveLength(1 + 3 * 16);
  });

  it('C1: held again, it changes nothing', async () => {
    const before = copyOf(pki);
    await pki.hold();
    await pki.hold({ renew: true });
    expect(changed(before, pki.published)).toEqual([]);
  });

  it('C1: interrupted, it goes on where it stopped', async () => {
    const half = await testHierarchy();
    for (const name of ['seal', 'ocsp-seal', 'time-stamping']) half.published.delete(`pki/${name}.cer`);
    const before = copyOf(half);
    await half.hold();
    expect(changed(before, half.published)).toEqual([
      'pki/ocsp-seal.cer',
      'pki/seal.cer',
      'pki/time-stamping.cer',
    ]);
  });

  it('C1: renews service certificates near their end, only when told to, and never an authority', async () => {
    const old = await testHierarchy();
    const before = copyOf(old);
    const now = new Date('2026-12-01T00:00:00Z');
    await old.hold({ now });
    expect(changed(before, old.published)).toEqual(['pki/crl/root/0.crl']);
    expect(old.said.filter((line) => line.includes('--renew'))).toHaveLength(3);
    await old.hold({ now, renew: true });
    expect(changed(before, old.published)).toEqual([
      'pki/crl/root/0.crl',
      'pki/ocsp-authentication.cer',
      'pki/ocsp-seal.cer',
      'pki/ocsp-signature.cer',
    ]);
  });

  it('C1: stops when KMS holds another key than the certificate of an authority names', async () => {
    const other = await testHierarchy();
    other.published.set(
      'pki/signature.cer',
      other.published.get('pki/authentication.cer') ?? new Uint8Array(),
    );
    await expect(other.hold()).rejects.toThrow(
      /pki\/signature.cer certifies another key than "signature-ca"/,
    );
    await expect(other.hold({ renew: true })).rejects.toThrow(/never issued again/);
  });

  it('C1: every authority outlives what it issues', () => {
    const root = describeCertificate(der('root')).notAfter;
    for (const name of ['authentication', 'signature', 'seal']) {
      const { notAfter } = describeCertificate(der(name));
      expect(notAfter.getUTCFullYear()).toBe(2041);
      expect(notAfter < root).toBe(true);
    }
    expect(describeCertificate(der('time-stamping')).publicKey).toEqual(pki.signer('time-stamping').spki);
  });
});

describe.skipIf(!hasOpenssl)('the hierarchy as OpenSSL sees it', () => {
  const verify = (name: string, authority: string, partition: number) =>
    openssl(
      [
        'verify',
        '-x509_strict',
        '-attime',
        String(Date.parse('2026-01-02T12:00:00Z') / 1000),
        '-crl_check_all',
        ...['-CAfile', 'root.pem', '-untrusted', 'ca.pem', '-CRLfile', 'crls.pem'],
        'leaf.pem',
      ],
      {
        'root.pem': pem('CERTIFICATE', der('root')),
        'ca.pem': pem('CERTIFICATE', der(authority)),
        'leaf.pem': pem('CERTIFICATE', der(name)),
        'crls.pem':
          pem('X509 CRL', pki.published.get('pki/crl/root/0.crl') ?? new Uint8Array()) +
          pem('X509 CRL', pki.published.get(`pki/crl/${authority}/${partition}.crl`) ?? new Uint8Array()),
      },
    );

  it.each(['time-stamping', 'delivery-evidence', 'signature-records', 'attribute-authority'])(
    'C1: %s verifies with the CRLs that its path names',
    (name) => {
      const partition = Number.parseInt(describeCertificate(der(name)).serial.slice(0, 2), 16) % 16;
      expect(verify(name, 'seal', partition).text).toContain('leaf.pem: OK');
    },
  );

  it('C6: the CRL of another partition does not do', () => {
    const partition = Number.parseInt(describeCertificate(der('time-stamping')).serial.slice(0, 2), 16) % 16;
    expect(verify('time-stamping', 'seal', (partition + 1) % 16).status).not.toBe(0);
  });
});
