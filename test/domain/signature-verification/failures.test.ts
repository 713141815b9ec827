import { createHash } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_CERTIFICATES } from '../../../lambdas/contracts/settings.ts';
import type { Verifiable } from '../../../lambdas/domain/signature-verification/signature-verifier.ts';
import {
  VERIFICATION_FAILURES,
  type VerificationFailure,
  type VerificationReport,
} from '../../../lambdas/domain/signature-verification/verification-report.ts';
import { signatureVerifier } from '../../../lambdas/domain/signature-verification/verify-signature.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import {
  attribute,
  makeCms,
  OIDS,
  octetString,
  oidDer,
  sha256,
  signingCertificateV2,
  usualAttributes,
  withoutSigners,
} from '../../support/handmade-cms.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { testPki } from '../../support/pki.ts';
import { DOCUMENT, ecKey, NOW, opensslSign, rsaKey, signingWorld } from '../../support/signed-files.ts';

const world = await signingWorld();
const { verify } = world.verifier;
const key = ecKey();
const holder = await world.holder({}, key);
const certificate = holder.der;
const attached = await makeCms({ certificate, key, content: DOCUMENT });
const detached = await makeCms({ certificate, key, content: DOCUMENT, detached: true });

const told = new Set<VerificationFailure>();
const DAY = 86_400_000;
const daysAgo = (days: number): Date => new Date(+NOW - days * DAY);

async function failureOf(what: Verifiable, now = NOW): Promise<VerificationReport> {
  const { report } = await verify(what, now);
  expect(report.valid).toBe(false);
  if (report.failure) told.add(report.failure);
  expect(report.sentence).toMatch(/^[A-Z].*\.$/s);
  for (const { failures, sentences } of report.signers) expect(sentences).toHaveLength(failures.length);
  return report;
}

const attachedFailure = (signature: Uint8Array, now = NOW) => failureOf({ mode: 'attached', signature }, now);
const sign = (changes: Partial<Parameters<typeof makeCms>[0]>) =>
  makeCms({ certificate, key, content: DOCUMENT, ...changes });

it('D7: what is put together here by hand is confirmed when nothing is wrong', async () => {
  expect((await verify({ mode: 'attached', signature: attached }, NOW)).report).toMatchObject({
    valid: true,
  });
  expect(
    (await verify({ mode: 'detached', signature: detached, content: DOCUMENT }, NOW)).report.signers[0],
  ).toMatchObject({
    failures: [],
    claimedAt: '2026-11-01T12:00:00.000Z',
    judgedAt: NOW.toISOString(),
    revocation: { status: 'good' },
    digestAlgorithm: 'SHA-256',
    digest: sha256(DOCUMENT).toString('hex'),
  });
});

describe('D6: the file', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('Dear Sir or Madam')],
    ['base64 of something else', Buffer.from(Buffer.from('Dear Sir or Madam').toString('base64'))],
    ['a certificate', certificate],
    ['half a file', attached.subarray(0, attached.length / 2)],
    ['a file with more behind it', Buffer.concat([attached, Buffer.from([0])])],
    ['nesting without end', Buffer.alloc(100_000, Buffer.from([0x30, 0x80]))],
    ['a length beyond all bounds', Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff, 0x06])],
  ])('D6: %s is unreadable', async (_, signature) => {
    expect(await attachedFailure(signature)).toMatchObject({ failure: 'unreadable', signers: [] });
  });

  it('D6: certificates without a signature are told as such', async () => {
    expect(await attachedFailure(withoutSigners([certificate]))).toMatchObject({ failure: 'no-signature' });
  });

  it('D6: detached given as attached, and the reverse', async () => {
    expect(await attachedFailure(detached)).toMatchObject({ failure: 'attached-expected' });
    const swapped = await failureOf({ mode: 'detached', signature: attached, content: DOCUMENT });
    expect(swapped).toMatchObject({ failure: 'detached-expected' });
    const digest = sha256(DOCUMENT);
    expect(
      await failureOf({ mode: 'hash', signature: attached, digest, digestAlgorithm: 'SHA-256' }),
    ).toMatchObject({
      failure: 'detached-expected',
    });
  });
});

describe('D6: the document and the signature', () => {
  it('D6: an altered document, detached and attached', async () => {
    const content = Buffer.from(DOCUMENT.toString().replace('nursery', 'Nursery'));
    expect(await failureOf({ mode: 'detached', signature: detached, content })).toMatchObject({
      failure: 'altered',
    });
    const inside = Buffer.from(attached);
    inside[inside.indexOf('nursery')] = 0x4e;
    expect(await attachedFailure(inside)).toMatchObject({ failure: 'altered' });
  });

  it.each([
    ['of another document', sha256(Buffer.from('another')), 'SHA-256', /not the one that was signed/],
    ['too short', sha256(DOCUMENT).subarray(1), 'SHA-256', /31 bytes; one of SHA-256 has 32/],
    ['of SHA-1', createHash('sha1').update(DOCUMENT).digest(), 'SHA-256', /20 bytes/],
    ['of another algorithm', createHash('sha512').update(DOCUMENT).digest(), 'SHA-512', /made over SHA-256/],
  ] as const)('D5: a hash value %s', async (_, digest, digestAlgorithm, sentence) => {
    const report = await failureOf({ mode: 'hash', signature: detached, digest, digestAlgorithm });
    expect(report).toMatchObject({ failure: 'wrong-hash', signers: [{ digestAlgorithm: 'SHA-256' }] });
    expect(report.sentence).toMatch(sentence);
  });

  it('D6: another key’s signature', async () => {
    expect(await attachedFailure(await sign({ key: ecKey() }))).toMatchObject({ failure: 'bad-signature' });
  });

  it('D6: a document altered under a signature without signed attributes', async () => {
    const plain = await sign({ signedAttributes: [], detached: true });
    const good = await verify({ mode: 'detached', signature: plain, content: DOCUMENT }, NOW);
    expect(good.report.valid).toBe(true);
    const content = Buffer.from('another');
    expect(await failureOf({ mode: 'detached', signature: plain, content })).toMatchObject({
      failure: 'bad-signature',
    });
    const digest = sha256(content);
    expect(
      await failureOf({ mode: 'hash', signature: plain, digest, digestAlgorithm: 'SHA-256' }),
    ).toMatchObject({
      failure: 'bad-signature',
    });
  });

  const [contentType, messageDigest] = usualAttributes(DOCUMENT);
  it.each([
    ['no content type', [messageDigest]],
    ['no digest', [contentType]],
    ['another content type', [attribute(OIDS.contentType, oidDer(OIDS.signedData)), messageDigest]],
    [
      'a reference to another certificate',
      [contentType, messageDigest, signingCertificateV2(Buffer.from('another'))],
    ],
  ])('D6: signed attributes with %s', async (_, attributes) => {
    const signedAttributes = attributes.filter((each) => each !== undefined);
    expect(await attachedFailure(await sign({ signedAttributes }))).toMatchObject({
      failure: 'bad-signature',
    });
  });

  it('D7: a reference to the certificate itself is checked and found right', async () => {
    const signature = await sign({
      signedAttributes: [...usualAttributes(DOCUMENT), signingCertificateV2(certificate)],
    });
    expect((await verify({ mode: 'attached', signature }, NOW)).report.valid).toBe(true);
  });

  it('D6: two message digests cannot be told apart', async () => {
    const signedAttributes = [
      ...usualAttributes(DOCUMENT),
      attribute(OIDS.messageDigest, octetString(sha256(DOCUMENT))),
    ];
    expect(await attachedFailure(await sign({ signedAttributes }))).toMatchObject({ failure: 'unreadable' });
  });

  it('D7: the DER of the SET is what is signed, in whatever order the file has the attributes', async () => {
    const signedAttributes = usualAttributes(DOCUMENT).sort(Buffer.compare).reverse();
    const signature = await sign({ signedAttributes, unsorted: true });
    expect((await verify({ mode: 'attached', signature }, NOW)).report.valid).toBe(true);
  });

  it('D6: signed data of another type needs signed attributes (RFC 5652 §5.3)', async () => {
    const signature = await sign({ contentType: OIDS.timeStampInfo, signedAttributes: [] });
    expect(await attachedFailure(signature)).toMatchObject({ failure: 'bad-signature' });
  });

  it('D6: GOST is not supported, which is not the same as wrong; who signed is still shown', async () => {
    const signature = await sign({ digestOid: OIDS.gostDigest, signatureOid: OIDS.gostSignature });
    const report = await attachedFailure(signature);
    expect(report).toMatchObject({
      failure: 'unsupported-algorithm',
      signers: [{ certificate: { owner: 'Élodie Specimen' }, digestAlgorithm: 'GOST R 34.11-2012 (256)' }],
    });
    expect(report.sentence).toContain('GOST R 34.11-2012');
  });

  it.skipIf(!hasOpenssl).each(['sha1', 'md5', 'sha224'])('D6: %s is not supported', async (digest) => {
    const signature = opensslSign(await world.holder({}, rsaKey()), ['-nodetach', '-md', digest]);
    expect(await attachedFailure(signature)).toMatchObject({ failure: 'unsupported-algorithm' });
  });

  it.skipIf(!hasOpenssl)('D6: an RSA key of 1024 bits and a curve of others are not supported', async () => {
    for (const weak of [rsaKey(1024), ecKey('secp256k1')]) {
      const signature = opensslSign(await world.holder({}, weak), ['-nodetach', '-md', 'sha256']);
      expect(await attachedFailure(signature)).toMatchObject({ failure: 'unsupported-algorithm' });
    }
  });
});

describe('D6: the certificate', () => {
  it('D6: is not in the file', async () => {
    const signature = await sign({ certificates: world.pki.certificates.values().take(1).toArray() });
    expect(await attachedFailure(signature)).toMatchObject({ failure: 'no-certificate' });
    expect(await attachedFailure(await sign({ certificates: [] }))).toMatchObject({
      failure: 'no-certificate',
    });
  });

  it('D6: of a foreign authority: owner and issuer are shown, nothing else is believed', async () => {
    const foreign = await testPki(NOW);
    const spki = Uint8Array.from(key.publicKey.export({ type: 'spki', format: 'der' }));
    const attributes = {
      name: 'Somebody Else',
      sex: '1',
      birthdate: '1980-01-01',
      address: 'Elsewhere',
    } as const;
    const { der } = await foreign.issue({ kind: 'signature', spki, attributes });
    const chain = ['signature', 'root'] as const;
    const signature = await sign({
      certificate: der,
      certificates: [der, ...chain.map((name) => foreign.certificate(name))],
    });
    const report = await attachedFailure(signature);
    // The foreign authority has our authority's very name: found by name, refused by signature
    expect(report.failure).toBe('untrusted-issuer');
    const view = report.signers[0]?.certificate;
    expect(view).toMatchObject({ kind: 'unknown', issuedBy: 'Guichet' });
    expect(view?.owner).toMatch(/^[\w-]+$/);
    expect(view?.attributes).toBeUndefined();
  });

  it.skipIf(!hasOpenssl)('D6: self-signed', async () => {
    const made = openssl(
      'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out signer.pem -days 9 -subj /O=Elsewhere/CN=Self'.split(
        ' ',
      ),
    );
    const files = {
      'signer.pem': `${made.file('signer.pem')}`,
      'key.pem': `${made.file('key.pem')}`,
      'chain.pem': world.pki.authoritiesPem,
    };
    const signature = opensslSign({ files }, ['-nodetach']);
    const { signers, failure } = await attachedFailure(signature, new Date());
    expect(failure).toBe('untrusted-issuer');
    expect(signers[0]?.certificate).toMatchObject({ owner: 'Self', issuedBy: 'Elsewhere' });
  });

  it('D6: expired, and not yet valid, judged now and never at the time the signer claims', async () => {
    const past = await world.holder({ notBefore: daysAgo(60), notAfter: daysAgo(2) }, key);
    expect(await attachedFailure(await sign({ certificate: past.der }))).toMatchObject({
      failure: 'expired',
      signers: [{ failures: ['expired'], claimedAt: '2026-11-01T12:00:00.000Z' }],
    });
    const future = await world.holder({ notBefore: daysAgo(-2), notAfter: daysAgo(-60) }, key);
    expect(await attachedFailure(await sign({ certificate: future.der }))).toMatchObject({
      failure: 'not-yet-valid',
    });
  });

  it('D7: the last second of the validity still belongs to it', async () => {
    const last = await world.holder({ notAfter: NOW }, key);
    const signature = await sign({ certificate: last.der });
    expect((await verify({ mode: 'attached', signature }, new Date(+NOW + 999))).report.valid).toBe(true);
    expect(await attachedFailure(signature, new Date(+NOW + 1000))).toMatchObject({ failure: 'expired' });
  });

  it('D3: an AUTHENTICATION certificate cannot sign', async () => {
    const phone = await world.holder({ kind: 'authentication' }, key);
    expect(await attachedFailure(await sign({ certificate: phone.der }))).toMatchObject({
      failure: 'wrong-key-usage',
      signers: [{ certificate: { kind: 'authentication' } }],
    });
  });

  it('D6: nor can an authority, a time-stamping authority or an OCSP responder', async () => {
    for (const name of ['signature', 'time-stamping', 'ocsp-signature'] as const) {
      const service = name.startsWith('ocsp') ? 'ocsp' : name;
      const { privateKey } = world.pki.keys[service as 'signature' | 'time-stamping' | 'ocsp'];
      const signature = await sign({
        certificate: world.pki.certificate(name),
        key: { privateKey, publicKey: key.publicKey },
      });
      expect((await attachedFailure(signature)).signers[0]?.failures).toContain('wrong-key-usage');
    }
  });

  it('D6: revoked with date and reason; suspended; lifted again', async () => {
    world.revoke('signature', holder.serial, 'affiliationChanged', daysAgo(1));
    expect(await attachedFailure(attached)).toMatchObject({
      failure: 'revoked',
      signers: [
        { revocation: { status: 'revoked', at: daysAgo(1).toISOString(), reason: 'affiliationChanged' } },
      ],
    });
    world.revoke('signature', holder.serial, 'certificateHold', daysAgo(1));
    expect(await attachedFailure(attached)).toMatchObject({
      failure: 'suspended',
      signers: [{ revocation: { status: 'suspended' } }],
    });
    world.lift(holder.serial);
    expect((await verify({ mode: 'attached', signature: attached }, NOW)).report.valid).toBe(true);
  });

  it('D6: a revoked authority is trusted no more', async () => {
    const { serial } = parseCertificate(world.pki.certificate('signature'));
    world.revoke('root', serial, 'cACompromise', daysAgo(1));
    expect(await attachedFailure(attached)).toMatchObject({ failure: 'untrusted-issuer' });
    world.lift(serial);
  });

  it('C6: without a current list nothing is said of its status', async () => {
    expect(await attachedFailure(attached, new Date(+NOW + 2 * DAY))).toMatchObject({
      failure: 'status-unknown',
      signers: [{ failures: ['status-unknown'] }],
    });
    const trust = { ...world.trust, crl: async () => undefined };
    const blind = signatureVerifier({ trust, settings: DEFAULT_CERTIFICATES });
    const { report } = await blind.verify({ mode: 'attached', signature: attached }, NOW);
    expect(report).toMatchObject({ valid: false, failure: 'status-unknown' });
  });

  it('C6: a list by another key says nothing', async () => {
    const other = await signingWorld();
    const mixed = signatureVerifier({
      trust: { ...world.trust, crl: (...where) => other.trust.crl(...where) },
      settings: DEFAULT_CERTIFICATES,
    });
    const { report } = await mixed.verify({ mode: 'attached', signature: attached }, NOW);
    expect(report).toMatchObject({ valid: false, failure: 'status-unknown' });
  });
});

describe('D6: the time-stamp', () => {
  it('D6: one that cannot be read is told', async () => {
    const signature = await sign({
      unsignedAttributes: async () => [attribute(OIDS.timeStampToken, octetString(Buffer.from('soon')))],
    });
    expect(await attachedFailure(signature)).toMatchObject({ failure: 'bad-time-stamp' });
  });
});

afterAll(() => {
  expect([...told].sort(), 'every failure has a test').toEqual([...VERIFICATION_FAILURES].sort());
});
