import { createHash } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import { OID } from '../asn1/oids.ts';
import { ISSUING_AUTHORITIES, type IssuingAuthority } from '../certificate/certificate-record.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type { AskedCertificate } from './ocsp-request.ts';

/** SHA-1 names an issuer here and protects nothing: clients of RFC 5019 know no other. */
const DIGESTS = {
  [OID.sha1]: 'sha1',
  [OID.sha256]: 'sha256',
  [OID.sha384]: 'sha384',
  [OID.sha512]: 'sha512',
} as const;

type IssuerOfAsked = Pick<AskedCertificate, 'digest' | 'issuerNameHash' | 'issuerKeyHash'>;

/** Finds which of our authorities a CertID names, by either digest of its name and key (RFC 6960 §4.1.1). */
export function servedAuthorities(
  trust: Pick<TrustStore, 'certificate'>,
): (asked: IssuerOfAsked) => Promise<IssuingAuthority | undefined> {
  let names: Promise<ReadonlyMap<string, IssuingAuthority>> | undefined;
  return async (asked) => {
    names ??= nameAll(trust).catch((error: unknown) => {
      names = undefined;
      throw error;
    });
    return (await names).get(`${asked.digest} ${asked.issuerNameHash} ${asked.issuerKeyHash}`);
  };
}

async function nameAll(
  trust: Pick<TrustStore, 'certificate'>,
): Promise<ReadonlyMap<string, IssuingAuthority>> {
  const names = new Map<string, IssuingAuthority>();
  for (const authority of ISSUING_AUTHORITIES) {
    const { tbsCertificate } = AsnConvert.parse(await trust.certificate(authority), Certificate);
    const name = new Uint8Array(AsnConvert.serialize(tbsCertificate.subject));
    const key = new Uint8Array(tbsCertificate.subjectPublicKeyInfo.subjectPublicKey);
    for (const [oid, digest] of Object.entries(DIGESTS)) {
      const of = (bytes: Uint8Array) => createHash(digest).update(bytes).digest('hex');
      names.set(`${oid} ${of(name)} ${of(key)}`, authority);
    }
  }
  return names;
}
