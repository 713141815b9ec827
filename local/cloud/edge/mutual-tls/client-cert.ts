import type { X509Certificate } from 'node:crypto';

/** `requestContext.authentication.clientCert` of payload format 2.0. */
export interface ClientCert {
  readonly clientCertPem: string;
  readonly subjectDN: string;
  readonly issuerDN: string;
  /** Octets in hex with colons between; a small number in decimal. */
  readonly serialNumber: string;
  /** `May 28 12:30:02 2019 GMT` */
  readonly validity: { readonly notBefore: string; readonly notAfter: string };
}

/**
 * What API Gateway tells a function about the certificate of a connection (developer guide, "Create AWS Lambda proxy integrations for
 * HTTP APIs"). The guide does not say how names are written; events seen from AWS have them in the certificate's own order,
 * separated by commas, which is not RFC 4514's: no function should compare them.
 */
export function toClientCert(certificate: X509Certificate): ClientCert {
  return {
    clientCertPem: certificate.toString(),
    subjectDN: nameText(certificate.subject),
    issuerDN: nameText(certificate.issuer),
    serialNumber: serialText(certificate.serialNumber),
    validity: { notBefore: certificate.validFrom, notAfter: certificate.validTo },
  };
}

/** node:crypto writes one part a line, most significant first; an empty name is undefined there. */
const nameText = (lines: string | undefined): string => (lines ?? '').trimEnd().replaceAll('\n', ',');

const serialText = (hex: string): string =>
  hex.length <= 2 ? String(Number.parseInt(hex, 16)) : (hex.toLowerCase().match(/../g)?.join(':') ?? hex);
