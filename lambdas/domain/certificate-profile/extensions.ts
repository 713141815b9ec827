import { createHash } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AccessDescription,
  AuthorityInfoAccessSyntax,
  AuthorityKeyIdentifier,
  BasicConstraints,
  CertificatePolicies,
  CRLDistributionPoints,
  DistributionPoint,
  DistributionPointName,
  ExtendedKeyUsage,
  Extension,
  GeneralName,
  KeyIdentifier,
  KeyUsage,
  PolicyInformation,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
} from '@peculiar/asn1-x509';
import { OID, oids } from '../asn1/oids.ts';
import { keyIdentifier } from '../asn1/public-key.ts';
import { toArrayBuffer } from '../asn1/sign-der.ts';
import { certificatePath, crlPath } from '../certificate/partition.ts';
import type { CertificateContent, Issuer } from './certificate-content.ts';

/** The extensions of RFC 5280 §4.2 that a profile calls for, in a fixed order. */
export function extensionsOf(content: CertificateContent, issuer: Issuer): Extension[] {
  const { profile } = content;
  return [
    ...(issuer.publicKey ? [authorityKey(issuer.publicKey)] : []),
    extension(
      OID.subjectKeyIdentifier,
      new SubjectKeyIdentifier(toArrayBuffer(keyIdentifier(content.publicKey))),
    ),
    extension(OID.keyUsage, new KeyUsage(profile.keyUsage), true),
    extension(OID.basicConstraints, basicConstraints(profile.authority), true),
    ...extendedKeyUsage(profile.extendedKeyUsage),
    ...policies(profile.policies.map((policy) => oids(issuer.arc).policy[policy])),
    ...(content.alternativeNames
      ? [extension(OID.subjectAltName, new SubjectAlternativeName([...content.alternativeNames]))]
      : []),
    ...distributionPoint(content, issuer),
    ...informationAccess(content, issuer),
    ...(profile.ocspNoCheck
      ? [new Extension({ extnID: OID.ocspNoCheck, extnValue: new OctetString(NULL) })]
      : []),
  ];
}

const NULL = Uint8Array.of(5, 0);

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });

const authorityKey = (publicKey: Uint8Array): Extension =>
  extension(
    OID.authorityKeyIdentifier,
    new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(toArrayBuffer(keyIdentifier(publicKey))) }),
  );

const basicConstraints = (authority: { readonly pathLength: number } | undefined): BasicConstraints =>
  new BasicConstraints(authority ? { cA: true, pathLenConstraint: authority.pathLength } : {});

function extendedKeyUsage(usage: CertificateContent['profile']['extendedKeyUsage']): Extension[] {
  return usage ? [extension(OID.extKeyUsage, new ExtendedKeyUsage([...usage.usages]), usage.critical)] : [];
}

function policies(identifiers: readonly string[]): Extension[] {
  if (identifiers.length === 0) return [];
  const information = identifiers.map((policyIdentifier) => new PolicyInformation({ policyIdentifier }));
  return [extension(OID.certificatePolicies, new CertificatePolicies(information))];
}

function distributionPoint({ profile, crlPartition }: CertificateContent, issuer: Issuer): Extension[] {
  if (profile.crl === 'none') return [];
  const path =
    profile.crl === 'root'
      ? crlPath('root', 0)
      : crlPath(requireAuthority(issuer), requireNumber(crlPartition));
  const distributionPoint = new DistributionPointName({ fullName: [uri(`${issuer.origin}/${path}`)] });
  return [
    extension(
      OID.crlDistributionPoints,
      new CRLDistributionPoints([new DistributionPoint({ distributionPoint })]),
    ),
  ];
}

function informationAccess({ profile }: CertificateContent, issuer: Issuer): Extension[] {
  if (issuer.publicKey === undefined) return []; // self-signed
  const access = [
    ...(profile.ocsp ? [description(OID.ocsp, `${issuer.origin}/ocsp`)] : []),
    description(OID.caIssuers, `${issuer.origin}/${certificatePath(issuer.name)}`),
  ];
  return [extension(OID.authorityInfoAccess, new AuthorityInfoAccessSyntax(access))];
}

const description = (accessMethod: string, location: string): AccessDescription =>
  new AccessDescription({ accessMethod, accessLocation: uri(location) });

const uri = (address: string): GeneralName => new GeneralName({ uniformResourceIdentifier: address });

function requireAuthority({ name }: Issuer): Exclude<Issuer['name'], 'root'> {
  if (name === 'root') throw new Error('The root has no CRL partitions.');
  return name;
}

function requireNumber(partition: number | undefined): number {
  if (partition === undefined) throw new Error('The profile needs the number of the CRL partition.');
  return partition;
}

/** SHA-256, hex: how people compare certificates. */
export function fingerprint(der: Uint8Array): string {
  return createHash('sha256').update(der).digest('hex');
}
