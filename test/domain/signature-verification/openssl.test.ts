import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SignatureVerifier } from '../../../lambdas/domain/signature-verification/signature-verifier.ts';
import { hasOpenssl } from '../../support/openssl.ts';
import {
  DOCUMENT,
  ecKey,
  type KeyPair,
  NOW,
  opensslSign,
  rsaKey,
  type SigningWorld,
  signingWorld,
} from '../../support/signed-files.ts';

const world: SigningWorld = await signingWorld();
const verify: SignatureVerifier['verify'] = world.verifier.verify;

const KEYS: Readonly<Record<string, KeyPair>> = {
  'P-256': ecKey('P-256'),
  'P-384': ecKey('P-384'),
  'P-521': ecKey('P-521'),
  'RSA 2048': rsaKey(2048),
  'RSA 3072': rsaKey(3072),
};
const PSS = ['-keyopt', 'rsa_padding_mode:pss'];
const DIGESTS = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

const CASES: readonly (readonly [string, keyof typeof DIGESTS, readonly string[]])[] = [
  ['P-256', 'sha256', []],
  ['P-256', 'sha512', []],
  ['P-384', 'sha384', []],
  ['P-521', 'sha512', []],
  ['P-256', 'sha256', ['-cades']],
  ['P-256', 'sha256', ['-noattr']],
  ['P-384', 'sha256', ['-noattr']],
  ['P-521', 'sha512', ['-noattr']],
  ['P-256', 'sha256', ['-keyid']],
  ['RSA 2048', 'sha256', []],
  ['RSA 2048', 'sha384', ['-cades']],
  ['RSA 3072', 'sha512', []],
  ['RSA 2048', 'sha256', ['-noattr']],
  ['RSA 2048', 'sha512', ['-noattr']],
  ['RSA 2048', 'sha256', PSS],
  ['RSA 3072', 'sha512', [...PSS, '-keyopt', 'rsa_pss_saltlen:32']],
  ['RSA 2048', 'sha256', [...PSS, '-noattr']],
  ['RSA 3072', 'sha384', [...PSS, '-noattr', '-keyopt', 'rsa_pss_saltlen:20']],
];

describe.skipIf(!hasOpenssl)('signatures made by openssl cms -sign are confirmed', () => {
  it.each(CASES)('D7: %s, %s, %j: attached, detached and by hash value', async (key, digest, args) => {
    const holder = await world.holder({}, KEYS[key]);
    const detached = opensslSign(holder, ['-md', digest, ...args]);
    const attached = opensslSign(holder, ['-md', digest, ...args, '-nodetach']);
    const verdicts = [
      await verify({ mode: 'attached', signature: attached }, NOW),
      await verify({ mode: 'detached', signature: detached, content: DOCUMENT }, NOW),
      await verify(
        {
          mode: 'hash',
          signature: detached,
          digest: createHash(digest).update(DOCUMENT).digest(),
          digestAlgorithm: DIGESTS[digest],
        },
        NOW,
      ),
    ];
    for (const { report, signerCertificate } of verdicts) {
      expect(report.sentence).toBe('The authenticity of the document is confirmed.');
      expect(report).toMatchObject({ valid: true, signers: [{ digestAlgorithm: DIGESTS[digest] }] });
      expect(report.signers[0]?.certificate).toMatchObject({ owner: 'Élodie Specimen', keyAlgorithm: key });
      expect(signerCertificate).toEqual(Buffer.from(holder.der));
    }
    expect(verdicts[0]?.content).toEqual(DOCUMENT);
  });

  it.each([
    ['DER', ['-outform', 'DER']],
    ['PEM', ['-outform', 'PEM']],
    ['BER of indefinite length', ['-outform', 'DER', '-stream']],
    ['PEM of BER', ['-outform', 'PEM', '-stream']],
  ])('D5: %s is read', async (_, args) => {
    const holder = await world.holder();
    const signature = opensslSign(holder, ['-nodetach', ...args]);
    const { report, content } = await verify({ mode: 'attached', signature }, NOW);
    expect(report).toMatchObject({ valid: true });
    expect(content).toEqual(DOCUMENT);
  });

  it.each(['base64', 'base64url'] as const)('D5: bare %s is read', async (encoding) => {
    const file = Buffer.from(opensslSign(await world.holder(), ['-nodetach']).toString(encoding));
    expect((await verify({ mode: 'attached', signature: file }, NOW)).report.valid).toBe(true);
  });

  it('D6: a streamed file of megabytes is read', async () => {
    const holder = await world.holder();
    const large = Buffer.alloc(3_000_000, 'nursery ');
    const signature = opensslSign(holder, ['-nodetach', '-stream'], large);
    const { report, content } = await verify({ mode: 'attached', signature }, NOW);
    expect(report.valid).toBe(true);
    expect(content?.length).toBe(large.length);
  });

  it('D6: two signers: valid only when both are', async () => {
    const [first, second] = [await world.holder(), await world.holder({}, rsaKey())];
    const files = {
      ...first.files,
      'other.pem': second.files['signer.pem'],
      'other-key.pem': second.files['key.pem'],
    };
    const signature = opensslSign({ files }, [
      '-nodetach',
      '-signer',
      'other.pem',
      '-inkey',
      'other-key.pem',
    ]);
    const { report } = await verify({ mode: 'attached', signature }, NOW);
    expect(report).toMatchObject({ valid: true, signers: [{ failures: [] }, { failures: [] }] });
    world.revoke('signature', second.serial, 'keyCompromise', new Date('2026-11-19T00:00:00Z'));
    const after = (await verify({ mode: 'attached', signature }, NOW)).report;
    world.lift(second.serial);
    expect(after).toMatchObject({ valid: false, failure: 'revoked' });
    expect(after.signers.map(({ failures }) => failures).sort()).toEqual([[], ['revoked']]);
  });
});
