import { inside, sequence } from '../ber/fields.ts';
import { contextConstructed, NULL } from '../ber/tags.ts';
import { smallInteger } from '../ber/values.ts';
import { type AlgorithmIdentifier, parseAlgorithm } from '../x509/algorithm-identifier.ts';
import { type DigestAlgorithm, digestAlgorithmOf } from './digest-algorithm.ts';

/** How a signature is made over data. */
export type SignatureScheme =
  | { readonly kind: 'rsa-pkcs1'; readonly digest: DigestAlgorithm }
  | { readonly kind: 'rsa-pss'; readonly digest: DigestAlgorithm; readonly saltLength: number }
  | { readonly kind: 'ecdsa'; readonly digest: DigestAlgorithm };

const RSA_PSS = '1.2.840.113549.1.1.10';
const MGF1 = '1.2.840.113549.1.1.8';

/** RFC 8017 A.2.4, RFC 5758 §3.2. */
const WITH_DIGEST: Readonly<Record<string, SignatureScheme>> = {
  '1.2.840.113549.1.1.11': { kind: 'rsa-pkcs1', digest: 'SHA-256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa-pkcs1', digest: 'SHA-384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa-pkcs1', digest: 'SHA-512' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', digest: 'SHA-256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', digest: 'SHA-384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', digest: 'SHA-512' },
};

/** Identifiers of a CMS signature that leave the digest to the signer's `digestAlgorithm` (RFC 3370 §3.2). */
const WITHOUT_DIGEST: Readonly<Record<string, 'rsa-pkcs1' | 'ecdsa'>> = {
  '1.2.840.113549.1.1.1': 'rsa-pkcs1',
  '1.2.840.10045.2.1': 'ecdsa',
};

/** The scheme of a certificate's or a list's signature; undefined when we do not support it. */
export function signatureSchemeOf(algorithm: AlgorithmIdentifier): SignatureScheme | undefined {
  return algorithm.oid === RSA_PSS ? pssScheme(algorithm) : WITH_DIGEST[algorithm.oid];
}

/** The scheme of a CMS signer; an identifier without a digest takes the signer's. */
export function signerSchemeOf(
  algorithm: AlgorithmIdentifier,
  digest: DigestAlgorithm,
): SignatureScheme | undefined {
  const kind = WITHOUT_DIGEST[algorithm.oid];
  if (kind !== undefined) return { kind, digest };
  return signatureSchemeOf(algorithm);
}

/** RFC 4055 §3.1: MGF1 must use the same digest, the trailer be 1; SHA-1, the default, is not supported. */
function pssScheme({ parameters }: AlgorithmIdentifier): SignatureScheme | undefined {
  if (parameters === undefined || parameters.id === NULL) return undefined;
  const fields = sequence(parameters, 'RSASSA-PSS parameters');
  const hash = fields.takeIf(contextConstructed(0));
  const mask = fields.takeIf(contextConstructed(1));
  const salt = fields.takeIf(contextConstructed(2));
  const trailer = fields.takeIf(contextConstructed(3));
  if (hash === undefined || mask === undefined) return undefined;
  const digest = digestAlgorithmOf(parseAlgorithm(inside(hash, 'hash')));
  const maskFunction = parseAlgorithm(inside(mask, 'mask function'));
  if (maskFunction.oid !== MGF1 || maskFunction.parameters === undefined) return undefined;
  const sameDigest = digestAlgorithmOf(parseAlgorithm(maskFunction.parameters)) === digest;
  const usualTrailer = trailer === undefined || smallInteger(inside(trailer, 'trailer')) === 1;
  if (digest === undefined || !sameDigest || !usualTrailer) return undefined;
  return { kind: 'rsa-pss', digest, saltLength: salt ? smallInteger(inside(salt, 'salt length')) : 20 };
}
