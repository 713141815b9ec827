import { invalidKeyUsage } from './key-errors.ts';

export type KeyUsage = 'ENCRYPT_DECRYPT' | 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC';

/** What a KeySpec is made of and may do; algorithm names as KMS spells them. */
export type KeySpec =
  | { readonly kind: 'symmetric'; readonly encryption: readonly string[] }
  | { readonly kind: 'hmac'; readonly bytes: number; readonly hash: string; readonly mac: readonly string[] }
  | {
      readonly kind: 'ec';
      readonly curve: 'P-256' | 'P-384' | 'P-521';
      readonly signing: readonly string[];
    }
  | {
      readonly kind: 'rsa';
      readonly bits: number;
      readonly signing: readonly string[];
      readonly encryption: readonly string[];
    };

const RSA_SIGNING = ['RSASSA_PKCS1_V1_5', 'RSASSA_PSS'].flatMap((scheme) =>
  ['SHA_256', 'SHA_384', 'SHA_512'].map((hash) => `${scheme}_${hash}`),
);
const RSA_ENCRYPTION = ['RSAES_OAEP_SHA_1', 'RSAES_OAEP_SHA_256'];

const rsa = (bits: number): KeySpec => ({
  kind: 'rsa',
  bits,
  signing: RSA_SIGNING,
  encryption: RSA_ENCRYPTION,
});
const hmac = (bits: number): KeySpec => ({
  kind: 'hmac',
  bytes: bits / 8,
  hash: `sha${bits}`,
  mac: [`HMAC_SHA_${bits}`],
});

/** AWS KMS Developer Guide, "Key spec reference". */
export const KEY_SPECS: Readonly<Record<string, KeySpec>> = {
  SYMMETRIC_DEFAULT: { kind: 'symmetric', encryption: ['SYMMETRIC_DEFAULT'] },
  HMAC_224: hmac(224),
  HMAC_256: hmac(256),
  HMAC_384: hmac(384),
  HMAC_512: hmac(512),
  ECC_NIST_P256: { kind: 'ec', curve: 'P-256', signing: ['ECDSA_SHA_256'] },
  ECC_NIST_P384: { kind: 'ec', curve: 'P-384', signing: ['ECDSA_SHA_384'] },
  ECC_NIST_P521: { kind: 'ec', curve: 'P-521', signing: ['ECDSA_SHA_512'] },
  RSA_2048: rsa(2048),
  RSA_3072: rsa(3072),
  RSA_4096: rsa(4096),
};

/** The algorithms a key offers in its usage, under the name DescribeKey gives the list. */
export function algorithmsOf(
  spec: KeySpec,
  usage: KeyUsage,
): { name: string; algorithms: readonly string[] } {
  if (spec.kind === 'hmac') return { name: 'MacAlgorithms', algorithms: spec.mac };
  if (usage === 'SIGN_VERIFY' && spec.kind !== 'symmetric') {
    return { name: 'SigningAlgorithms', algorithms: spec.signing };
  }
  return { name: 'EncryptionAlgorithms', algorithms: 'encryption' in spec ? spec.encryption : [] };
}

/** Refuses an algorithm the key's spec does not have. */
export function requireAlgorithm(algorithm: string, offered: readonly string[], specName: string): void {
  if (offered.includes(algorithm)) return;
  throw invalidKeyUsage(`Algorithm ${algorithm} is incompatible with key spec ${specName}.`);
}
