import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { OID } from './oids.ts';

export type SigningAlgorithm = 'ES256' | 'ES384' | 'RS256';
export type DigestAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** A signature algorithm as read from a certificate, CRL, request or CMS. */
export interface SignatureScheme {
  readonly key: 'EC' | 'RSA';
  readonly digest: DigestAlgorithm;
}

const SIGNATURE_OIDS = {
  ES256: OID.ecdsaWithSha256,
  ES384: OID.ecdsaWithSha384,
  RS256: OID.sha256WithRsa,
} as const;

const SCHEMES: Readonly<Record<string, SignatureScheme>> = {
  [OID.ecdsaWithSha256]: { key: 'EC', digest: 'SHA-256' },
  [OID.ecdsaWithSha384]: { key: 'EC', digest: 'SHA-384' },
  [OID.ecdsaWithSha512]: { key: 'EC', digest: 'SHA-512' },
  [OID.sha256WithRsa]: { key: 'RSA', digest: 'SHA-256' },
  [OID.sha384WithRsa]: { key: 'RSA', digest: 'SHA-384' },
  [OID.sha512WithRsa]: { key: 'RSA', digest: 'SHA-512' },
};

const DIGEST_OIDS = { 'SHA-256': OID.sha256, 'SHA-384': OID.sha384, 'SHA-512': OID.sha512 } as const;

/** RSA has NULL parameters (RFC 4055 §5), ECDSA none (RFC 5758 §3.2). */
export function signatureAlgorithm(algorithm: SigningAlgorithm): AlgorithmIdentifier {
  return new AlgorithmIdentifier({
    algorithm: SIGNATURE_OIDS[algorithm],
    ...(algorithm === 'RS256' && { parameters: null }),
  });
}

/** Undefined for anything weak or unknown: SHA-1, MD5, PSS, GOST. */
export function signatureScheme({ algorithm }: { readonly algorithm: string }): SignatureScheme | undefined {
  return SCHEMES[algorithm];
}

/** SHA-2 without parameters (RFC 5754 §2). */
export function digestAlgorithm(digest: DigestAlgorithm): AlgorithmIdentifier {
  return new AlgorithmIdentifier({ algorithm: DIGEST_OIDS[digest] });
}

export function digestName({ algorithm }: { readonly algorithm: string }): DigestAlgorithm | undefined {
  const found = Object.entries(DIGEST_OIDS).find(([, oid]) => oid === algorithm);
  return found?.[0] as DigestAlgorithm | undefined;
}
