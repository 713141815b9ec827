import type { IssuingAuthority } from '../certificate/certificate-record.ts';

/** Names of the certificates that the key ceremony makes, as files `/pki/<name>.cer` (DER) of the bucket `trust`. */
export const AUTHORITY_CERTIFICATES = [
  'root',
  'authentication',
  'signature',
  'seal',
  'ocsp-authentication', // one responder key, one certificate from each authority it answers for (RFC 6960 §4.2.2.2)
  'ocsp-signature',
  'ocsp-seal',
  'time-stamping',
  'delivery-evidence',
  'signature-records',
  'attribute-authority',
  'move-notices',
] as const;
export type AuthorityCertificate = (typeof AUTHORITY_CERTIFICATES)[number];

/** What is published under `/pki`: read by functions from the bucket, by everybody else over https. */
export interface TrustStore {
  /** DER. @throws Error with the name of the missing file and how to make it, when the ceremony was not held */
  certificate(name: AuthorityCertificate): Promise<Uint8Array>;
  /** DER of `/pki/crl/<authority>/<number>.crl`, as published now; undefined when there is none yet. `root` has the one number 0. */
  crl(authority: IssuingAuthority | 'root', partition: number): Promise<Uint8Array | undefined>;
}
