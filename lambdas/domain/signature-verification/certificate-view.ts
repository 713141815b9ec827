import { oids } from '../asn1/oids.ts';
import { readElement } from '../ber/element.ts';
import { text } from '../ber/values.ts';
import { keyName } from '../signature-algorithm/verification-key.ts';
import type { Certificate } from '../x509/certificate.ts';
import {
  certificatePoliciesOf,
  extendedKeyUsageOf,
  keyUsageOf,
  subjectAltNamesOf,
} from '../x509/extensions.ts';
import { attributeOf, NAME_TYPES } from '../x509/name.ts';
import { nameText } from '../x509/name-text.ts';
import type { CertificateView } from './verification-report.ts';

/**
 * A certificate for people to read. What it says of its kind and its holder's four attributes counts only when its issuer is
 * trusted: anybody can put our identifiers into a certificate of their own.
 */
export function certificateView(certificate: Certificate, arc: string, isTrusted: boolean): CertificateView {
  const { subject, issuer } = certificate;
  const attributes = isTrusted ? attributesOf(certificate, arc) : undefined;
  const identifier = attributeOf(subject, NAME_TYPES.organisationIdentifier);
  return {
    serial: certificate.serial,
    kind: isTrusted ? kindOf(certificate, arc) : 'unknown',
    subject: nameText(subject),
    issuer: nameText(issuer),
    owner:
      attributes?.name ??
      attributeOf(subject, NAME_TYPES.commonName) ??
      attributeOf(subject, NAME_TYPES.organisation) ??
      nameText(subject),
    issuedBy:
      attributeOf(issuer, NAME_TYPES.organisation) ??
      attributeOf(issuer, NAME_TYPES.commonName) ??
      nameText(issuer),
    notBefore: certificate.notBefore.toISOString(),
    notAfter: certificate.notAfter.toISOString(),
    keyAlgorithm: keyName(certificate.publicKey),
    keyUsage: readable(() => [...(keyUsageOf(certificate) ?? []), ...extendedUsages(certificate)]) ?? [],
    ...(attributes && { attributes }),
    ...(identifier !== undefined && { organisationNumber: organisationNumber(identifier) }),
  };
}

/** By policy (docs/certificates.md). */
export function kindOf(certificate: Certificate, arc: string): CertificateView['kind'] {
  const { policy } = oids(arc);
  const kinds: Readonly<Record<string, CertificateView['kind']>> = {
    [policy.authentication]: 'authentication',
    [policy.signature]: 'signature',
    [policy.corporate]: 'corporate',
    [policy.officialSeal]: 'official-seal',
    [policy.timeStamp]: 'service',
    [policy.service]: 'service',
  };
  const policies = readable(() => certificatePoliciesOf(certificate)) ?? [];
  return policies.map((each) => kinds[each]).find((kind) => kind !== undefined) ?? 'unknown';
}

type Attributes = NonNullable<CertificateView['attributes']>;

/** The four otherNames of a SIGNATURE certificate; undefined unless all are there. */
function attributesOf(certificate: Certificate, arc: string): Attributes | undefined {
  const types = oids(arc).attribute;
  const values = new Map(
    (readable(() => subjectAltNamesOf(certificate)) ?? []).flatMap((name) =>
      name.type === 'other'
        ? [[name.typeId, readable(() => text(readElement(name.value.bytes)))] as const]
        : [],
    ),
  );
  const [name, sex, birthdate, address] = [types.name, types.sex, types.birthdate, types.address].map(
    (type) => values.get(type),
  );
  if (name === undefined || sex === undefined || birthdate === undefined || address === undefined)
    return undefined;
  return { name, sex, birthdate, address };
}

const USAGES: Readonly<Record<string, string>> = {
  '1.3.6.1.5.5.7.3.1': 'serverAuth',
  '1.3.6.1.5.5.7.3.2': 'clientAuth',
  '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.3.6.1.5.5.7.3.4': 'emailProtection',
  '1.3.6.1.5.5.7.3.8': 'timeStamping',
  '1.3.6.1.5.5.7.3.9': 'OCSPSigning',
  '1.3.6.1.5.5.7.3.36': 'documentSigning',
  '2.5.29.37.0': 'anyExtendedKeyUsage',
};

const extendedUsages = (certificate: Certificate): string[] =>
  (extendedKeyUsageOf(certificate) ?? []).map((usage) => USAGES[usage] ?? usage);

/** `NTRFR-123456789` → `123456789` (ETSI EN 319 412-1 §5.1.4). */
const organisationNumber = (identifier: string): string => identifier.replace(/^[A-Z]{3}[A-Z]{2}-/, '');

/** An extension that cannot be read is not shown; path validation tells of it. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
