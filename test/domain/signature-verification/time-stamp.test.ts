import { describe, expect, it } from 'vitest';
import { DEFAULT_CERTIFICATES } from '../../../lambdas/contracts/settings.ts';
import { oids } from '../../../lambdas/domain/asn1/oids.ts';
import { cadesSeal } from '../../../lambdas/domain/seal/cades-seal.ts';
import { signatureVerifier } from '../../../lambdas/domain/signature-verification/verify-signature.ts';
import { timeStamperOf } from '../../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { attribute, makeCms, OIDS, sha256 } from '../../support/handmade-cms.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { ARC, type TestPki, testPki } from '../../support/pki.ts';
import { DOCUMENT, ecKey, NOW, signingWorld } from '../../support/signed-files.ts';

const world = await signingWorld();
const { verify } = world.verifier;
const { pki } = world;
const key = ecKey();
const DAY = 86_400_000;
const STAMPED = new Date(+NOW - 10 * DAY);
const tsaSerial = parseCertificate(pki.certificate('time-stamping')).serial;

const stamper = (
  by: TestPki = pki,
  certificate = by.certificate('time-stamping'),
  signer = by.keys['time-stamping'],
) =>
  timeStamperOf({
    signer,
    certificate,
    issuers: [by.certificate('seal')],
    policy: oids(ARC).policy.timeStamp,
    randomness,
  });

interface Stamped {
  readonly at?: Date;
  readonly stamp?: (signature: Uint8Array) => Promise<Uint8Array>;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
}

async function stampedBy({ at = STAMPED, stamp, ...validity }: Stamped = {}) {
  const holder = await world.holder({ notBefore: new Date(+STAMPED - 5 * DAY), ...validity }, key);
  const make = stamp ?? ((signature: Uint8Array) => stamper().stamp(sha256(signature), at));
  const signature = await makeCms({
    certificate: holder.der,
    key,
    content: DOCUMENT,
    unsignedAttributes: async (value) => [attribute(OIDS.timeStampToken, await make(value))],
  });
  return { holder, signature };
}

const reportOn = async (signature: Uint8Array, now = NOW) =>
  (await verify({ mode: 'attached', signature }, now)).report;

describe('a signature is judged at the time of its time-stamp', () => {
  it('D7: shows time, serial number, policy and authority', async () => {
    const { signature } = await stampedBy();
    expect(await reportOn(signature)).toMatchObject({
      valid: true,
      signers: [
        {
          judgedAt: STAMPED.toISOString(),
          timeStamp: {
            at: STAMPED.toISOString(),
            policy: oids(ARC).policy.timeStamp,
            authority: 'time-stamping',
            serial: expect.stringMatching(/^[0-9a-f]+$/),
          },
        },
      ],
    });
  });

  it('D7: confirms what was signed before the certificate expired; without a time-stamp it is expired', async () => {
    const validity = { notBefore: new Date(+STAMPED - DAY), notAfter: new Date(+STAMPED + DAY) };
    const { signature, holder } = await stampedBy(validity);
    expect(await reportOn(signature)).toMatchObject({ valid: true });
    const bare = await makeCms({ certificate: holder.der, key, content: DOCUMENT });
    expect(await reportOn(bare)).toMatchObject({ valid: false, failure: 'expired' });
  });

  it('D7: and before it was revoked; a revocation before the time-stamp counts', async () => {
    const { signature, holder } = await stampedBy();
    world.revoke('signature', holder.serial, 'keyCompromise', new Date(+STAMPED + DAY));
    expect(await reportOn(signature)).toMatchObject({
      valid: true,
      signers: [{ revocation: { status: 'good' } }],
    });
    world.revoke('signature', holder.serial, 'keyCompromise', new Date(+STAMPED - DAY));
    expect(await reportOn(signature)).toMatchObject({ failure: 'revoked' });
    world.revoke('signature', holder.serial, 'certificateHold', new Date(+STAMPED - DAY));
    expect(await reportOn(signature)).toMatchObject({ failure: 'suspended' });
    world.lift(holder.serial);
  });

  it('D7: a time-stamp cannot make an expired certificate good', async () => {
    const validity = { notBefore: new Date(+STAMPED - 9 * DAY), notAfter: new Date(+STAMPED - DAY) };
    const { signature } = await stampedBy(validity);
    expect(await reportOn(signature)).toMatchObject({ failure: 'expired' });
  });

  it('D7: of several time-stamps the earliest that counts decides', async () => {
    const { holder } = await stampedBy();
    const earlier = new Date(+STAMPED - DAY);
    const foreign = await testPki(NOW);
    const signature = await makeCms({
      certificate: holder.der,
      key,
      content: DOCUMENT,
      unsignedAttributes: async (value) => [
        attribute(OIDS.timeStampToken, await stamper().stamp(sha256(value), STAMPED)),
        attribute(OIDS.timeStampToken, await stamper().stamp(sha256(value), earlier)),
        attribute(OIDS.timeStampToken, await stamper(foreign).stamp(sha256(value), new Date(+earlier - DAY))),
      ],
    });
    expect(await reportOn(signature)).toMatchObject({
      valid: true,
      signers: [{ judgedAt: earlier.toISOString() }],
    });
  });

  it.skipIf(!hasOpenssl)('D7: OpenSSL’s own time-stamps are read', async () => {
    const { privateKey } = pki.keys['time-stamping'];
    const files = {
      'tsa.pem': pki.pem('time-stamping'),
      'tsa-key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      'chain.pem': pki.authoritiesPem,
      'ts.cnf': `[tsa]\ndefault_tsa=t\n[t]\nserial=serial\nsigner_digest=sha256\ndefault_policy=1.2.3\ndigests=sha256\ness_cert_id_alg=sha256\n`,
      serial: '01',
    };
    const now = new Date();
    const recent = signatureVerifier({ trust: world.trustAt(now), settings: DEFAULT_CERTIFICATES });
    const { signature } = await stampedBy({
      stamp: async (value) =>
        openssl(
          [
            'ts',
            '-reply',
            '-config',
            'ts.cnf',
            '-queryfile',
            'query',
            '-signer',
            'tsa.pem',
            '-inkey',
            'tsa-key.pem',
            '-chain',
            'chain.pem',
            '-token_out',
            '-out',
            'token',
          ],
          { ...files, query: query(value) },
        ).file('token'),
    });
    const { report } = await recent.verify({ mode: 'attached', signature }, new Date(+now + 5000));
    expect(report.signers[0]).toMatchObject({ failures: [], timeStamp: { policy: '1.2.3' } });
  });
});

const query = (data: Uint8Array): Buffer =>
  openssl(['ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'query'], { data }).file('query');

describe('a time-stamp that does not count is told', () => {
  const refused = async (stamp: Stamped['stamp'], sentence: RegExp, now = NOW): Promise<void> => {
    const { signature } = await stampedBy({ ...(stamp && { stamp }) });
    const report = await reportOn(signature, now);
    expect(report).toMatchObject({
      valid: false,
      failure: 'bad-time-stamp',
      signers: [{ judgedAt: now.toISOString() }],
    });
    expect(report.sentence).toMatch(sentence);
    expect(report.signers[0]?.timeStamp).toBeUndefined();
  };

  it('D6: of another signature', () =>
    refused(() => stamper().stamp(sha256(Buffer.from('another')), STAMPED), /belongs to another signature/));

  it('D6: of a foreign authority', async () => {
    const foreign = await testPki(NOW);
    await refused((value) => stamper(foreign).stamp(sha256(value), STAMPED), /not accepted/);
  });

  it('D6: of the future', () =>
    refused((value) => stamper().stamp(sha256(value), new Date(+NOW + 3_600_000)), /in the future/));

  it('D6: by a certificate that is not for time-stamping', () =>
    refused(
      (value) =>
        stamper(pki, pki.certificate('delivery-evidence'), pki.keys['delivery-evidence']).stamp(
          sha256(value),
          STAMPED,
        ),
      /not for time-stamping/,
    ));

  it('D6: from before its authority’s certificate', () =>
    refused(
      (value) => stamper().stamp(sha256(value), new Date(+NOW - 3 * 365 * DAY)),
      /not accepted.*not yet valid/,
    ));

  it('D6: a token with a changed byte', () =>
    refused(async (value) => {
      const token = Buffer.from(await stamper().stamp(sha256(value), STAMPED));
      token[token.length - 5] = (token[token.length - 5] ?? 0) ^ 1;
      return token;
    }, /signature of the time-stamp is not right/));

  it('D6: of an authority revoked before it; or later because its key leaked (RFC 3161 §4); not when it just ended later', async () => {
    const { signature } = await stampedBy();
    world.revoke('seal', tsaSerial, 'superseded', new Date(+STAMPED - DAY));
    expect(await reportOn(signature)).toMatchObject({ failure: 'bad-time-stamp' });
    world.revoke('seal', tsaSerial, 'keyCompromise', new Date(+STAMPED + DAY));
    const leaked = await reportOn(signature);
    expect(leaked).toMatchObject({ failure: 'bad-time-stamp' });
    expect(leaked.sentence).toContain('leaked');
    world.revoke('seal', tsaSerial, 'superseded', new Date(+STAMPED + DAY));
    expect(await reportOn(signature)).toMatchObject({ valid: true });
    world.lift(tsaSerial);
  });
});

describe('seals of Guichet itself', () => {
  it('D7: a CAdES-T seal is confirmed, attached, with its time', async () => {
    const seal = cadesSeal({
      signer: pki.keys['delivery-evidence'],
      certificate: pki.certificate('delivery-evidence'),
      issuers: [pki.certificate('seal')],
      timeStamper: stamper(),
    });
    const { report, content } = await verify(
      { mode: 'attached', signature: await seal.seal(DOCUMENT, STAMPED) },
      NOW,
    );
    expect(report).toMatchObject({
      valid: true,
      signers: [
        { certificate: { kind: 'service', owner: 'delivery-evidence' }, judgedAt: STAMPED.toISOString() },
      ],
    });
    expect(Buffer.from(content ?? [])).toEqual(DOCUMENT);
  });
});
