import { createHash, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_clientAuth,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from '@peculiar/asn1-x509';

/** Object identifier and value of each part of a name, most significant first; several in one list share a relative name. */
export type Subject = readonly (readonly [type: string, value: string])[];

export interface CertificateRequest {
  readonly subject: Subject;
  readonly publicKey: KeyObject;
  readonly use: 'authority' | 'server' | 'client';
  readonly dns?: readonly string[];
  readonly uris?: readonly string[];
  readonly emails?: readonly string[];
  readonly addresses?: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
}

/** Who signs: a subject and its P-256 key. */
export interface CertificateIssuer {
  readonly subject: Subject;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const NAME_PART = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
} as const;

const SHORT: Readonly<Record<string, string>> = { '2.5.4.3': 'CN', '2.5.4.6': 'C', '2.5.4.10': 'O' };

/** RFC 4514, the most specific part first: as `tls_client_auth_subject_dn` wants it. */
export const nameText = (subject: Subject): string =>
  subject
    .map(([type, value]) => `${SHORT[type] ?? type}=${value.replace(/["+,;<>\\]|^[ #]| $/g, '\\$&')}`)
    .reverse()
    .join(',');

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';

/** A certificate of the laptop's own authority (RFC 5280 §4.1), ECDSA with SHA-256; DER. */
export function makeCertificate(request: CertificateRequest, issuer: CertificateIssuer): Uint8Array {
  const algorithm = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const content = new TBSCertificate({
    version: Version.v3,
    serialNumber: arrayBuffer(Buffer.concat([Buffer.of(0x40), randomBytes(15)])), // positive, and no octet too many
    signature: algorithm,
    issuer: toName(issuer.subject),
    validity: new Validity({ notBefore: request.notBefore, notAfter: request.notAfter }),
    subject: toName(request.subject),
    subjectPublicKeyInfo: AsnConvert.parse(spki(request.publicKey), SubjectPublicKeyInfo),
    extensions: new Extensions(extensionsOf(request, issuer)),
  });
  const signed = AsnConvert.serialize(content);
  const signatureValue = arrayBuffer(sign('sha256', Buffer.from(signed), issuer.privateKey));
  const certificate = new Certificate({
    tbsCertificate: content,
    signatureAlgorithm: algorithm,
    signatureValue,
  });
  return new Uint8Array(AsnConvert.serialize(certificate));
}

export const toPem = (der: Uint8Array): string => new X509Certificate(der).toString();

const spki = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const arrayBuffer = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

const toName = (subject: Subject): Name =>
  new Name(
    subject.map(
      ([type, value]) =>
        new RelativeDistinguishedName([
          new AttributeTypeAndValue({ type, value: new AttributeValue({ utf8String: value }) }),
        ]),
    ),
  );

function extensionsOf(request: CertificateRequest, issuer: CertificateIssuer): Extension[] {
  const isAuthority = request.use === 'authority';
  const names = alternativeNames(request);
  const usage = isAuthority
    ? KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign
    : KeyUsageFlags.digitalSignature;
  return [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: isAuthority }), true),
    extension(id_ce_keyUsage, new KeyUsage(usage), true),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(keyIdentifier(request.publicKey))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(keyIdentifier(issuer.publicKey)) }),
    ),
    ...(isAuthority ? [] : [extension(id_ce_extKeyUsage, new ExtendedKeyUsage([PURPOSE[request.use]]))]),
    ...(names.length === 0 ? [] : [extension(id_ce_subjectAltName, new SubjectAlternativeName(names))]),
  ];
}

const PURPOSE = { authority: '', server: id_kp_serverAuth, client: id_kp_clientAuth } as const;

function alternativeNames({ dns, uris, emails, addresses }: CertificateRequest): GeneralName[] {
  return [
    ...(dns ?? []).map((dNSName) => new GeneralName({ dNSName })),
    ...(uris ?? []).map((uniformResourceIdentifier) => new GeneralName({ uniformResourceIdentifier })),
    ...(emails ?? []).map((rfc822Name) => new GeneralName({ rfc822Name })),
    ...(addresses ?? []).map((iPAddress) => new GeneralName({ iPAddress })),
  ];
}

/** RFC 5280 §4.2.1.2, method 1 but for the hash. */
const keyIdentifier = (key: KeyObject): ArrayBuffer =>
  arrayBuffer(createHash('sha256').update(spki(key)).digest().subarray(0, 20));

const extension = (extnID: string, value: object, critical = false): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(AsnConvert.serialize(value)) });
