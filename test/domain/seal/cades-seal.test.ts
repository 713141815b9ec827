import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import { crlPath } from '../../../lambdas/domain/certificate/partition.ts';
import type { ListedRevocation } from '../../../lambdas/domain/revocation-list/listed-revocation.ts';
import { makeCertificateList } from '../../../lambdas/domain/revocation-list/make-certificate-list.ts';
import { cadesSeal } from '../../../lambdas/domain/seal/cades-seal.ts';
import type { Seal } from '../../../lambdas/domain/seal/seal.ts';
import { timeStamperOf } from '../../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { ARC, ORIGIN, type TestPki, testPki } from '../../support/pki.ts';

const CONTENT = new TextEncoder().encode('{"event":"ConsignmentAcceptance","letter":"n° 1"}');
const NOW = new Date('2026-11-22T10:00:00.000Z');

let pki: TestPki;
let seal: Seal;
beforeAll(async () => {
  pki = await testPki(NOW);
  seal = sealBy('delivery-evidence');
});

const sealBy = (key: 'delivery-evidence' | 'time-stamping'): Seal =>
  cadesSeal({
    signer: pki.keys[key],
    certificate: () => pki.trust.certificate('delivery-evidence'),
    issuers: [pki.certificate('seal')],
    timeStamper: timeStamperOf({
      signer: pki.keys['time-stamping'],
      certificate: pki.certificate('time-stamping'),
      issuers: [pki.certificate('seal')],
      policy: `${ARC}.1.5`,
      randomness: { bytes: (n) => Uint8Array.from(randomBytes(n)) },
    }),
  });

/** What is inside, as a stranger's program would take it out. */
function signerInfoOf(der: Uint8Array) {
  const { content } = AsnConvert.parse(der, ContentInfo);
  const signer = AsnConvert.parse(content, SignedData).signerInfos[0];
  if (signer === undefined) throw new Error('no signer');
  return signer;
}

describe.skipIf(!hasOpenssl)('seals that OpenSSL judges', () => {
  const verify = (sealed: Uint8Array) => openssl(VERIFY, { 's.p7m': sealed, 'root.pem': pki.rootPem });
  const VERIFY = [
    ...['cms', '-verify', '-cades', '-inform', 'DER', '-in', 's.p7m', '-CAfile', 'root.pem'],
    ...['-attime', String(NOW.getTime() / 1000)],
  ];
  const list = (authority: 'root' | 'seal', entries: ReadonlyMap<string, ListedRevocation> = new Map()) =>
    makeCertificateList(
      {
        number: 1,
        thisUpdate: NOW,
        nextUpdate: new Date(+NOW + 86_400_000),
        entries,
        ...(authority === 'seal' && { distributionPoint: `${ORIGIN}/${crlPath('seal', 0)}` }),
      },
      pki.certificate(authority),
      pki.keys[authority],
    );

  it('E1: with the root alone, and gives back the content', async () => {
    const verified = verify(await seal.seal(CONTENT, NOW));
    expect(verified.text).toContain('CAdES Verification successful');
    expect(verified.stdout).toEqual(Buffer.from(CONTENT));
  });

  it('E1: with every CRL at hand; and no more once the certificate is revoked', async () => {
    const sealed = await seal.seal(CONTENT, NOW);
    const serial = new X509Certificate(pki.certificate('delivery-evidence')).serialNumber.toLowerCase();
    const revoked = new Map([[serial, { reason: 'keyCompromise', revokedAt: NOW } as const]]);
    for (const [entries, words] of [
      [new Map(), 'CAdES Verification successful'],
      [revoked, 'certificate revoked'],
    ] as const) {
      // Of cms -verify, CRLs are given with the trusted certificates.
      const trusted =
        pki.rootPem + pem('X509 CRL', await list('root')) + pem('X509 CRL', await list('seal', entries));
      const verified = openssl([...VERIFY, '-crl_check_all', '-extended_crl'], {
        's.p7m': sealed,
        'root.pem': trusted,
      });
      expect(verified.text).toContain(words);
    }
  });

  it('E1: the time-stamp is one over the signature value', async () => {
    const { signature, unsignedAttrs } = signerInfoOf(await seal.seal(CONTENT, NOW));
    const [stamp] = unsignedAttrs ?? [];
    expect(stamp?.attrType).toBe('1.2.840.113549.1.9.16.2.14');
    const judged = openssl(
      ['ts', '-verify', '-data', 'signature', '-token_in', '-in', 'token', '-CAfile', 'root.pem'],
      {
        signature: new Uint8Array(signature.buffer),
        token: new Uint8Array(stamp?.attrValues[0] ?? new ArrayBuffer(0)),
        'root.pem': pki.rootPem,
      },
    );
    expect(judged.text).toContain('Verification: OK');
  });

  it('E1: changed content, or another key than the certificate’s, is refused', async () => {
    const sealed = Buffer.from(await seal.seal(CONTENT, NOW));
    sealed[sealed.indexOf('ConsignmentAcceptance')] = 'X'.charCodeAt(0);
    expect(verify(sealed).status).not.toBe(0);
    expect(verify(await sealBy('time-stamping').seal(CONTENT, NOW)).status).not.toBe(0);
  });
});

describe('seals', () => {
  it('E1: are DER, say when they were made, and two of the same are not the same', async () => {
    const [one, other] = [await seal.seal(CONTENT, NOW), await seal.seal(CONTENT, NOW)];
    expect(isDer(one)).toBe(true);
    expect(Buffer.from(one).includes('261122100000Z')).toBe(true);
    expect(createHash('sha256').update(one).digest()).not.toEqual(
      createHash('sha256').update(other).digest(),
    );
  });

  it('E1: a certificate that cannot be read now is asked for again next time', async () => {
    let tries = 0;
    const flaky = cadesSeal({
      signer: pki.keys['delivery-evidence'],
      certificate: async () => {
        tries += 1;
        if (tries === 1) throw new Error('the store is away');
        return pki.certificate('delivery-evidence');
      },
      issuers: [],
      timeStamper: { stamp: async () => Uint8Array.of(0x30, 0) },
    });
    await expect(flaky.seal(CONTENT, NOW)).rejects.toThrow('away');
    await flaky.seal(CONTENT, NOW);
    await flaky.seal(CONTENT, NOW);
    expect(tries).toBe(2);
  });
});
