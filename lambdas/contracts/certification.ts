import * as v from 'valibot';
import { CertificateKindName } from './certificates.ts';

/** POST /api/certificates/applications/{application}/certificate (C1, C9 step 4): a PKCS #10 request, as PEM or as DER in base64. */
export const CertificateIssueRequest = v.strictObject({
  /** Read strictly, refused when larger than 8 KB of DER (docs/certificates.md). */
  request: v.pipe(v.string(), v.minLength(1), v.maxLength(24_000)),
});
export type CertificateIssueRequest = v.InferOutput<typeof CertificateIssueRequest>;

/** The certificate; sent again, the same request is answered with the same one. */
export const IssuedCertificate = v.object({
  /** Lower-case hex. */
  serial: v.string(),
  kind: CertificateKindName,
  /** ISO 8601. */
  notBefore: v.string(),
  notAfter: v.string(),
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  keyId: v.string(),
  /** DER, base64. */
  der: v.string(),
  pem: v.string(),
  /** Those above it, nearest first: authority, root. DER, base64. */
  issuers: v.array(v.string()),
});
export type IssuedCertificate = v.InferOutput<typeof IssuedCertificate>;
