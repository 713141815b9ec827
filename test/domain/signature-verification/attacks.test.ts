import { describe, expect, it } from 'vitest';
import { SET } from '../../../lambdas/domain/ber/tags.ts';
import { encode } from '../../../lambdas/domain/ber/to-der.ts';
import { buildPaths } from '../../../lambdas/domain/certificate-path/build-paths.ts';
import { issueCertificate } from '../../../lambdas/domain/certificate-profile/issue-certificate.ts';
import { serviceName } from '../../../lambdas/domain/certificate-profile/names.ts';
import { ROOT } from '../../../lambdas/domain/certificate-profile/profile.ts';
import { decodeFile } from '../../../lambdas/domain/cms/decode-file.ts';
import { uploadedFile } from '../../../lambdas/domain/signature-verification/uploaded-file.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { attribute, makeCms, usualAttributes } from '../../support/handmade-cms.ts';
import { ARC, ORIGIN, randomSerial } from '../../support/pki.ts';
import { DOCUMENT, ecKey, NOW, signingWorld } from '../../support/signed-files.ts';
import { testSigner } from '../../support/signer.ts';

/** Far more than a linear reader needs for these sizes, far less than a quadratic one. */
const MOMENT_MS = 1500;

function timed(read: () => unknown): number {
  const started = performance.now();
  try {
    read();
  } catch {
    // what is said of the file is tested elsewhere
  }
  return performance.now() - started;
}

/** A certificate that names itself as its issuer, like all its siblings, each with a key of its own. */
async function sibling(): Promise<Uint8Array> {
  const key = testSigner('ES256');
  const subject = serviceName('FR', 'Nobody', 'loop');
  const validity = { notBefore: NOW, notAfter: new Date(+NOW + 86_400_000) };
  return issueCertificate(
    {
      profile: ROOT,
      serial: randomSerial(),
      subject,
      publicKey: key.spki,
      ...validity,
      crlPartition: 0,
    },
    { name: 'root', subject, origin: ORIGIN, arc: ARC },
    key,
  );
}

describe('attacks on the verifier', () => {
  it('D6: beginnings of PEM blocks without an end cost no more than reading them', () => {
    const file = Buffer.from('-----BEGIN A-----\n'.repeat(200_000));
    expect(timed(() => decodeFile(file))).toBeLessThan(MOMENT_MS);
  });

  it('D6: spaces before something that is no base64 cost no more than reading them', () => {
    const text = `${' '.repeat(1_000_000)}!`;
    expect(timed(() => uploadedFile(text, 4_000_000))).toBeLessThan(MOMENT_MS);
  });

  it('D6: sixty certificates of one name that lead nowhere are not tried in every order', async () => {
    const [target, ...others] = (await Promise.all(Array.from({ length: 60 }, sibling))).map(
      parseCertificate,
    );
    if (target === undefined) throw new Error('No certificate was made.');
    expect(timed(() => buildPaths(target, others, []))).toBeLessThan(MOMENT_MS);
  });

  it('D6: megabytes of nested signed attributes are refused before they are encoded anew', async () => {
    const world = await signingWorld();
    const key = ecKey();
    const { der: certificate } = await world.holder({}, key);
    const open = Buffer.from('3080'.repeat(28), 'hex');
    const value = Buffer.concat([open, Buffer.alloc(60_000, '0400', 'hex'), Buffer.alloc(2 * 28)]);
    const many = Array.from({ length: 60 }, (_, index) => attribute(`1.2.3.${index}`, value));
    const signedAttributes = [...usualAttributes(DOCUMENT), ...many];
    const signature = await makeCms({ certificate, key, content: DOCUMENT, signedAttributes });
    const { report } = await world.verifier.verify({ mode: 'attached', signature }, NOW);
    expect(report).toMatchObject({ valid: false, failure: 'unreadable' });
    expect(report.sentence).toContain('Signed attributes have more than');
  });

  it('D5: signed attributes are not confirmed as a document of their own', async () => {
    const world = await signingWorld();
    const key = ecKey();
    const { der: certificate } = await world.holder({}, key);
    const attributes = usualAttributes(DOCUMENT);
    const asDocument = encode(SET, Buffer.concat([...attributes].sort(Buffer.compare)));
    // The very bytes a signature over DOCUMENT signs; here the attributes are taken away
    const signature = await makeCms({ certificate, key, content: asDocument, signedAttributes: [] });
    const { report } = await world.verifier.verify({ mode: 'attached', signature }, NOW);
    expect(report).toMatchObject({ valid: false, failure: 'bad-signature' });
  });
});
