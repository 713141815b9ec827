import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encode } from '../../../lambdas/domain/ber/to-der.ts';
import { signatureVerifier } from '../../../lambdas/domain/signature-verification/verify-signature.ts';
import { makeCms } from '../../support/handmade-cms.ts';
import { pem } from '../../support/openssl.ts';
import { ARC, ORIGIN, testPki } from '../../support/pki.ts';
import { DOCUMENT, ecKey, NOW, rsaKey, signingWorld } from '../../support/signed-files.ts';

const world = await signingWorld();
const DAY = 86_400_000;
const reportOn = async (certificate: Uint8Array, now = NOW) =>
  (await world.verifier.verify({ mode: 'certificate', certificate }, now)).report;

describe('a certificate on its own (D5, first mode)', () => {
  it('D5: shows owner, four attributes, validity, issuer, kind, key and usages', async () => {
    const { der, serial } = await world.holder();
    expect(await reportOn(der)).toEqual({
      valid: true,
      sentence: 'The authenticity of the certificate is confirmed.',
      verifiedAt: NOW.toISOString(),
      signers: [
        {
          failures: [],
          sentences: [],
          judgedAt: NOW.toISOString(),
          revocation: { status: 'good' },
          certificate: {
            serial,
            kind: 'signature',
            subject: expect.stringMatching(/^CN=[0-9a-f]{32},C=FR$/),
            issuer: 'CN=signature,O=Guichet,C=FR',
            owner: 'Élodie Specimen',
            issuedBy: 'Guichet',
            notBefore: new Date(+NOW - DAY).toISOString(),
            notAfter: new Date(+NOW + 365 * DAY).toISOString(),
            keyAlgorithm: 'P-256',
            keyUsage: ['digitalSignature', 'nonRepudiation', 'emailProtection', 'documentSigning'],
            attributes: {
              name: 'Élodie Specimen',
              sex: '2',
              birthdate: '1990-05-10',
              address: '1 rue de l’Exemple, 75001 Paris, FR',
            },
          },
        },
      ],
    });
  });

  it('D5: an AUTHENTICATION certificate is a good certificate, and names nobody', async () => {
    const { der } = await world.holder({ kind: 'authentication' });
    const { valid, signers } = await reportOn(der);
    expect(valid).toBe(true);
    expect(signers[0]?.certificate).toMatchObject({
      kind: 'authentication',
      owner: expect.stringMatching(/^[0-9a-f]{32}$/),
      keyUsage: ['digitalSignature', 'clientAuth'],
    });
    expect(signers[0]?.certificate?.attributes).toBeUndefined();
  });

  it.each(['corporate', 'official-seal'] as const)(
    'E3: %s shows the organisation and its number',
    async (kind) => {
      const organisation = { id: '732829320', name: 'Atelier Exemple' };
      const { der } = await world.holder({ kind, organisation }, rsaKey());
      expect((await reportOn(der)).signers[0]?.certificate).toMatchObject({
        kind,
        owner: 'Atelier Exemple',
        organisationNumber: '732829320',
        keyAlgorithm: 'RSA 2048',
      });
    },
  );

  it('D5: PEM, base64; the authorities and the root too', async () => {
    const { der } = await world.holder();
    for (const file of [
      Buffer.from(pem('CERTIFICATE', der)),
      Buffer.from(Buffer.from(der).toString('base64')),
    ])
      expect((await reportOn(file)).valid).toBe(true);
    for (const name of ['root', 'signature', 'seal', 'time-stamping'] as const)
      expect((await reportOn(world.pki.certificate(name))).valid, name).toBe(true);
  });

  it('D6: expired, not yet valid, revoked, suspended, of a foreign authority', async () => {
    const { der, serial } = await world.holder({
      notBefore: new Date(+NOW - 9 * DAY),
      notAfter: new Date(+NOW - DAY),
    });
    expect(await reportOn(der)).toMatchObject({ failure: 'expired' });
    world.revoke('signature', serial, 'superseded', new Date(+NOW - 3 * DAY));
    expect((await reportOn(der)).signers[0]?.failures).toEqual(['expired', 'revoked']);
    const future = await world.holder({ notBefore: new Date(+NOW + DAY) });
    expect(await reportOn(future.der)).toMatchObject({ failure: 'not-yet-valid' });
    world.revoke('signature', future.serial, 'certificateHold', new Date(+NOW - DAY));
    expect((await reportOn(future.der)).signers[0]?.failures).toEqual(['not-yet-valid', 'suspended']);
    const foreign = await testPki(NOW);
    const spki = Uint8Array.from(ecKey().publicKey.export({ type: 'spki', format: 'der' }));
    const { der: theirs } = await foreign.issue({ kind: 'signature', spki });
    expect(await reportOn(theirs)).toMatchObject({ failure: 'untrusted-issuer' });
  });

  it('C6: a list of another address does not speak for the certificate', async () => {
    const { der } = await world.holder({ crlPartition: 6 });
    const trust = {
      ...world.trust,
      crl: (name: 'signature' | 'root') => world.trust.crl(name, name === 'root' ? 0 : 7),
    };
    const mixed = signatureVerifier({ trust: trust as typeof world.trust, settings: { oidArc: ARC } });
    const { report } = await mixed.verify({ mode: 'certificate', certificate: der }, NOW);
    expect(report, ORIGIN).toMatchObject({ failure: 'status-unknown' });
  });

  it('D6: a signature file, an Ed25519 key, bytes after the certificate', async () => {
    const key = ecKey();
    const { der } = await world.holder({}, key);
    expect(await reportOn(await makeCms({ certificate: der, key, content: DOCUMENT }))).toMatchObject({
      failure: 'unreadable',
    });
    expect(await reportOn(Buffer.concat([der, Buffer.from([5, 0])]))).toMatchObject({
      failure: 'unreadable',
    });
    expect(await reportOn(encode(0x30, Buffer.alloc(300_000)))).toMatchObject({ failure: 'unreadable' });
    const spki = Uint8Array.from(
      generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }),
    );
    const { der: other } = await world.pki.issue({ kind: 'signature', spki, crlPartition: 5 });
    const report = await reportOn(other);
    expect(report).toMatchObject({ failure: 'unsupported-algorithm' });
    expect(report.sentence).toContain('Ed25519');
  });
});
