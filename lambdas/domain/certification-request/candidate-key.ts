import { AsnObjectIdentifierConverter } from '@peculiar/asn1-schema';
import { OID } from '../asn1/oids.ts';
import { toJwk, toSpki } from '../asn1/public-key.ts';
import { Refusal } from '../errors.ts';
import type { CandidateKey } from './key-rules/key-rule.ts';
import type { ReadRequest } from './read-request.ts';

/** Curves by their OBJECT IDENTIFIER as DER, hex. Explicit parameters are a SEQUENCE, and not supported (RFC 5480 §2.1.1). */
const CURVES: Readonly<Record<string, string>> = {
  [hexOf(AsnObjectIdentifierConverter.toASN(OID.p256).toBER(false))]: 'P-256',
  [hexOf(AsnObjectIdentifierConverter.toASN(OID.p384).toBER(false))]: 'P-384',
};

/**
 * The public key of a request as numbers, and in its one canonical encoding: the same key in another form (a compressed point) would
 * otherwise pass for a new one.
 * @throws Refusal `key-not-supported`, `key-invalid`
 */
export function candidateKeyOf({ publicKey, keyAlgorithm }: ReadRequest): {
  readonly key: CandidateKey;
  readonly spki: Uint8Array;
} {
  const { algorithm, parameters } = keyAlgorithm;
  const curve = algorithm === OID.ecPublicKey && parameters ? CURVES[hexOf(parameters)] : undefined;
  if (algorithm !== OID.rsaEncryption && curve === undefined) throw notSupported();
  const jwk = toJwk(publicKey);
  if (jwk === undefined) throw invalid();
  if (curve !== undefined) return { key: { type: 'EC', curve }, spki: toSpki(jwk) };
  const modulus = toInteger(jwk.n);
  const bits = modulus.toString(2).length;
  return { key: { type: 'RSA', modulus, bits, exponent: toInteger(jwk.e) }, spki: toSpki(jwk) };
}

function hexOf(bytes: ArrayBuffer): string {
  return Buffer.from(bytes).toString('hex');
}

const toInteger = (base64url = ''): bigint => {
  const hex = Buffer.from(base64url, 'base64url').toString('hex');
  return hex === '' ? 0n : BigInt(`0x${hex}`);
};

const notSupported = (): Refusal =>
  new Refusal(
    'unsupported',
    'key-not-supported',
    'We certify RSA keys and keys on the curves P-256 and P-384 (by name). Make such a key and request again.',
    { next: ['try-again'] },
  );

const invalid = (): Refusal =>
  new Refusal(
    'unprocessable',
    'key-invalid',
    'The public key is damaged: it is no point of its curve, or no RSA key. Make a new one.',
    { next: ['try-again'] },
  );
