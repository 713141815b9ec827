import { createHash, createPublicKey } from 'node:crypto';
import { GetPublicKeyCommand, SignCommand } from '@aws-sdk/client-kms';
import type { JWK } from 'jose';
import { toRawSignature } from '../../domain/asn1/ecdsa-signature.ts';
import { type Signer, type SigningAlgorithm, thumbprint } from '../../domain/signer/signer.ts';
import { kms } from './kms.ts';

/** KMS's name, the hash, and the bytes of r and s each (RFC 7518 §3.4). */
const ALGORITHMS = {
  ES256: { name: 'ECDSA_SHA_256', hash: 'sha256', width: 32 },
  ES384: { name: 'ECDSA_SHA_384', hash: 'sha384', width: 48 },
  RS256: { name: 'RSASSA_PKCS1_V1_5_SHA_256', hash: 'sha256', width: undefined },
} as const satisfies Record<SigningAlgorithm, object>;

/** A key in KMS as a `Signer`; the public half is fetched once per function instance. */
export function kmsSigner(keyId: string, algorithm: SigningAlgorithm): Signer {
  const { name, hash, width } = ALGORITHMS[algorithm];
  let publicJwk: Promise<JWK> | undefined;
  const loadPublicJwk = (): Promise<JWK> => {
    publicJwk ??= fetchPublicJwk(keyId, algorithm).catch((error: unknown) => {
      publicJwk = undefined;
      throw error;
    });
    return publicJwk;
  };
  return {
    algorithm,
    publicJwk: loadPublicJwk,
    keyId: async () => (await loadPublicJwk()).kid ?? '',
    async sign(data) {
      const digest = createHash(hash).update(data).digest();
      const { Signature } = await kms().send(
        new SignCommand({ KeyId: keyId, Message: digest, MessageType: 'DIGEST', SigningAlgorithm: name }),
      );
      if (Signature === undefined) throw new Error('KMS gave no signature.');
      const signature = width === undefined ? Signature : toRawSignature(Signature, width);
      if (signature === undefined) throw new Error('KMS gave a signature in another form.');
      return signature;
    },
  };
}

async function fetchPublicJwk(keyId: string, algorithm: SigningAlgorithm): Promise<JWK> {
  const { PublicKey } = await kms().send(new GetPublicKeyCommand({ KeyId: keyId }));
  if (PublicKey === undefined) throw new Error('KMS gave no public key.');
  return publicJwkOf(PublicKey, algorithm);
}

/** Public JWK of a SubjectPublicKeyInfo (DER), as it is published. */
export function publicJwkOf(spki: Uint8Array, algorithm: SigningAlgorithm): JWK {
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const jwk = key.export({ format: 'jwk' }) as JWK;
  return { ...jwk, kid: thumbprint(jwk), alg: algorithm, use: 'sig' };
}
