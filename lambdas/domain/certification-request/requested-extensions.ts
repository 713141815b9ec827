import { AsnConvert } from '@peculiar/asn1-schema';
import { BasicConstraints, ExtendedKeyUsage, Extensions, KeyUsage } from '@peculiar/asn1-x509';
import { OID } from '../asn1/oids.ts';
import type { CertificateProfile } from '../certificate-profile/profile.ts';
import { Refusal } from '../errors.ts';
import type { ReadRequest } from './read-request.ts';

/** PKCS #9 and its twin from Microsoft's programs. */
const EXTENSION_REQUESTS: ReadonlySet<string> = new Set([OID.extensionRequest, '1.3.6.1.4.1.311.2.1.14']);

/**
 * What a request asks for is never copied into a certificate: the profile alone decides. Asking for exactly what the profile grants
 * anyway (key usage, extended key usage, no authority) is let pass, because many programs always do; asking for anything else, a
 * subjectAltName for instance, is refused rather than silently not given. Attributes that ask for no extension, and the subject, are
 * ignored.
 * @throws Refusal `request-asks-extensions`
 */
export function requireNothingMore({ attributes }: ReadRequest, profile: CertificateProfile): void {
  for (const { type, values } of attributes) {
    if (!EXTENSION_REQUESTS.has(type)) continue;
    if (!values.every((value) => isGranted(value, profile))) throw asksMore();
  }
}

function isGranted(value: Uint8Array, profile: CertificateProfile): boolean {
  try {
    const granted = grantedBy(profile);
    return AsnConvert.parse(value, Extensions).every(
      ({ extnID, extnValue }) => granted.get(extnID) === hexOf(extnValue.buffer),
    );
  } catch {
    return false;
  }
}

const grantedBy = ({ keyUsage, extendedKeyUsage }: CertificateProfile): ReadonlyMap<string, string> =>
  new Map([
    [OID.keyUsage, hexOf(AsnConvert.serialize(new KeyUsage(keyUsage)))],
    [OID.basicConstraints, hexOf(AsnConvert.serialize(new BasicConstraints({})))],
    [
      OID.extKeyUsage,
      hexOf(AsnConvert.serialize(new ExtendedKeyUsage([...(extendedKeyUsage?.usages ?? [])]))),
    ],
  ]);

const hexOf = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

const asksMore = (): Refusal =>
  new Refusal(
    'unprocessable',
    'request-asks-extensions',
    'The certification request asks for names or usages of its own. What a certificate says is ours to decide: request without extensions.',
    { next: ['try-again'] },
  );
