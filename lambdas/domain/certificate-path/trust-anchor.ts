import type { Certificate } from '../x509/certificate.ts';
import type { Name } from '../x509/name.ts';
import type { PublicKey } from '../x509/public-key.ts';

/** What is trusted without proof (RFC 5280 §6.1.1 (d)). */
export interface TrustAnchor {
  readonly name: Name;
  readonly publicKey: PublicKey;
  readonly certificate?: Certificate;
}

/** A root certificate as an anchor; its dates and extensions are not judged (§6.1). */
export const trustAnchorOf = (certificate: Certificate): TrustAnchor => ({
  name: certificate.subject,
  publicKey: certificate.publicKey,
  certificate,
});
