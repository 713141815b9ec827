import { AsnConvert } from '@peculiar/asn1-schema';
import { Certificate } from '@peculiar/asn1-x509';
import type { Issuer } from './certificate-content.ts';

/** Authorities are read over and over, and always from the same bytes of the `TrustStore`. */
const read = new WeakMap<Uint8Array, Certificate>();

function parse(der: Uint8Array): Certificate {
  const known = read.get(der) ?? AsnConvert.parse(der, Certificate);
  read.set(der, known);
  return known;
}

/** An authority as its certificate describes it: the subject and key of one are the issuer and authority key of the next. */
export function issuerOf(
  name: Issuer['name'],
  certificate: Uint8Array,
  place: { readonly origin: string; readonly arc: string },
): Issuer {
  const { tbsCertificate } = parse(certificate);
  return {
    name,
    subject: tbsCertificate.subject,
    publicKey: new Uint8Array(AsnConvert.serialize(tbsCertificate.subjectPublicKeyInfo)),
    ...place,
  };
}

/** Subject, key and end of a certificate that exists. */
export function describeCertificate(der: Uint8Array): {
  readonly publicKey: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** Lower-case hex. */
  readonly serial: string;
} {
  const { tbsCertificate } = parse(der);
  return {
    publicKey: new Uint8Array(AsnConvert.serialize(tbsCertificate.subjectPublicKeyInfo)),
    notBefore: tbsCertificate.validity.notBefore.getTime(),
    notAfter: tbsCertificate.validity.notAfter.getTime(),
    serial: Buffer.from(tbsCertificate.serialNumber).toString('hex'),
  };
}
