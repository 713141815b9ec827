import type { Seal } from '../../domain/seal/seal.ts';
import { type ServiceSealParts, serviceSeal } from '../../domain/seal/service-seal.ts';
import { kmsSigner } from './kms-signer.ts';
import { s3TrustStore } from './s3-trust-store.ts';

export interface KmsServiceSealParts extends Pick<ServiceSealParts, 'service' | 'oidArc' | 'randomness'> {
  /** Ids of the service's key and of `time-stamping`. */
  readonly key: string;
  readonly stampKey: string;
  /** The bucket with the certificates of both. */
  readonly trustBucket: string;
}

/** A service's seal, with its keys in KMS. */
export const kmsServiceSeal = ({ key, stampKey, trustBucket, ...parts }: KmsServiceSealParts): Seal =>
  serviceSeal({
    ...parts,
    signer: kmsSigner(key, 'ES256'),
    stampSigner: kmsSigner(stampKey, 'ES256'),
    trust: s3TrustStore(trustBucket),
  });
