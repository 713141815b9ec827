import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readElement } from '../../../lambdas/domain/ber/element.ts';
import {
  type DigestAlgorithm,
  digestWith,
  HASH_NAMES,
} from '../../../lambdas/domain/signature-algorithm/digest-algorithm.ts';
import type { SignatureScheme } from '../../../lambdas/domain/signature-algorithm/signature-scheme.ts';
import { keyName, verificationKeyOf } from '../../../lambdas/domain/signature-algorithm/verification-key.ts';
import { verifyData } from '../../../lambdas/domain/signature-algorithm/verify-data.ts';
import { verifyDigest } from '../../../lambdas/domain/signature-algorithm/verify-digest.ts';
import { parsePublicKey } from '../../../lambdas/domain/x509/public-key.ts';

const parsed = (key: KeyObject) => parsePublicKey(readElement(key.export({ type: 'spki', format: 'der' })));
const DATA = Buffer.from('what was signed');

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });
const KEYS = {
  'RSA 2048': rsa(2048),
  'RSA 2049': rsa(2049), // one bit more than whole bytes: the edge of EMSA-PSS
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
} as const;

const cases = (Object.keys(KEYS) as (keyof typeof KEYS)[]).flatMap((key) =>
  (Object.keys(HASH_NAMES) as DigestAlgorithm[]).flatMap((digest): [keyof typeof KEYS, SignatureScheme][] =>
    key.startsWith('P')
      ? [[key, { kind: 'ecdsa', digest }]]
      : [
          [key, { kind: 'rsa-pkcs1', digest }],
          [key, { kind: 'rsa-pss', digest, saltLength: 32 }],
          [key, { kind: 'rsa-pss', digest, saltLength: 0 }],
        ],
  ),
);

function signed(scheme: SignatureScheme, key: KeyObject): Buffer {
  const pss = scheme.kind === 'rsa-pss' && {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: scheme.saltLength,
  };
  return sign(HASH_NAMES[scheme.digest], DATA, { key, ...pss });
}

describe('signatures verified by the digest alone', () => {
  it.each(cases)(
    'D5: %s %o: what the data confirms the digest confirms, and nothing else',
    async (name, scheme) => {
      const { publicKey, privateKey } = KEYS[name];
      const key = parsed(publicKey);
      const signature = signed(scheme, privateKey);
      const digest = digestWith(scheme.digest, DATA);
      expect(verifyData(scheme, key, DATA, signature)).toBe(true);
      expect(await verifyDigest(scheme, key, digest, signature)).toBe(true);
      expect(
        await verifyDigest(scheme, key, digestWith(scheme.digest, Buffer.from('other')), signature),
      ).toBe(false);
      expect(await verifyDigest(scheme, key, digest.subarray(1), signature)).toBe(false);
      for (const at of [0, 1, signature.length >> 1, signature.length - 1]) {
        const damaged = Buffer.from(signature);
        damaged[at] = (damaged[at] ?? 0) ^ 1;
        expect(await verifyDigest(scheme, key, digest, damaged), `byte ${at}`).toBe(false);
      }
      expect(await verifyDigest(scheme, key, digest, Buffer.alloc(0))).toBe(false);
    },
  );

  it('D5: PKCS #1: a digest of another algorithm, and a salt of another length, are refused', async () => {
    const { publicKey, privateKey } = KEYS['RSA 2048'];
    const key = parsed(publicKey);
    const signature = signed({ kind: 'rsa-pkcs1', digest: 'SHA-256' }, privateKey);
    const scheme: SignatureScheme = { kind: 'rsa-pss', digest: 'SHA-256', saltLength: 20 };
    expect(await verifyDigest(scheme, key, digestWith('SHA-256', DATA), signature)).toBe(false);
    const salted = signed({ ...scheme, saltLength: 32 }, privateKey);
    expect(await verifyDigest(scheme, key, digestWith('SHA-256', DATA), salted)).toBe(false);
  });
});

describe('keys', () => {
  it('D6: short, odd and unknown keys are named and not used', () => {
    const others = {
      RSA: rsa(1024).publicKey,
      EC: generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey,
      Ed25519: generateKeyPairSync('ed25519').publicKey,
    };
    for (const [name, key] of Object.entries(others)) {
      expect(verificationKeyOf(parsed(key))).toBeUndefined();
      expect(keyName(parsed(key))).toBe(name);
    }
    expect(keyName(parsed(KEYS['P-384'].publicKey))).toBe('P-384');
    expect(keyName(parsed(KEYS['RSA 2048'].publicKey))).toBe('RSA 2048');
  });
});
