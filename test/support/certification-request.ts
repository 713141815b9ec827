import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { AsnConvert, AsnObjectIdentifierConverter } from '@peculiar/asn1-schema';
import { Name } from '@peculiar/asn1-x509';
import { derValue } from '../../lambdas/domain/asn1/write-der.ts';

export interface RequestParts {
  /** DER of a Name; empty by default. */
  readonly subject?: Uint8Array;
  /** SubjectPublicKeyInfo other than that of the signing key. */
  readonly spki?: Uint8Array;
  readonly version?: number;
  /** Attributes: object identifier and DER of the one value. */
  readonly attributes?: readonly (readonly [type: string, value: Uint8Array])[];
  readonly digest?: 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';
  /** Object identifier of a signature algorithm other than the one used. */
  readonly algorithm?: string;
  readonly signature?: Uint8Array;
}

export interface TestRequestKey {
  readonly privateKey: KeyObject;
  readonly spki: Uint8Array;
}

export function requestKey(
  kind: 'P-256' | 'P-384' | 'P-521' | 'RSA' | 'Ed25519',
  bits = 2048,
): TestRequestKey {
  const { publicKey, privateKey } =
    kind === 'RSA'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : kind === 'Ed25519'
        ? generateKeyPairSync('ed25519')
        : generateKeyPairSync('ec', { namedCurve: kind });
  return { privateKey, spki: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })) };
}

const SIGNATURES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ec: {
    sha1: '1.2.840.10045.4.1',
    sha256: '1.2.840.10045.4.3.2',
    sha384: '1.2.840.10045.4.3.3',
    sha512: '1.2.840.10045.4.3.4',
  },
  rsa: {
    md5: '1.2.840.113549.1.1.4',
    sha1: '1.2.840.113549.1.1.5',
    sha256: '1.2.840.113549.1.1.11',
    sha384: '1.2.840.113549.1.1.12',
    sha512: '1.2.840.113549.1.1.13',
  },
};

export const oid = (identifier: string): Uint8Array =>
  new Uint8Array(AsnObjectIdentifierConverter.toASN(identifier).toBER(false));
const attribute = ([type, value]: readonly [string, Uint8Array]): Uint8Array =>
  derValue(0x30, oid(type), derValue(0x31, value));

/** A PKCS #10 request made by hand, right or wrong: DER. */
export function certificationRequest(
  { privateKey, spki }: TestRequestKey,
  parts: RequestParts = {},
): Uint8Array {
  const digest = parts.digest ?? 'sha256';
  const info = derValue(
    0x30,
    derValue(0x02, Uint8Array.of(parts.version ?? 0)),
    parts.subject ?? new Uint8Array(AsnConvert.serialize(new Name([]))),
    parts.spki ?? spki,
    derValue(0xa0, ...(parts.attributes ?? []).map(attribute)),
  );
  const type = privateKey.asymmetricKeyType ?? '';
  const algorithm = parts.algorithm ?? SIGNATURES[type]?.[digest] ?? '1.3.101.112';
  const signature = parts.signature ?? sign(type === 'ed25519' ? null : digest, info, privateKey);
  return derValue(
    0x30,
    info,
    derValue(0x30, oid(algorithm), ...(type === 'rsa' ? [Uint8Array.of(5, 0)] : [])),
    derValue(0x03, Uint8Array.of(0), signature),
  );
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
