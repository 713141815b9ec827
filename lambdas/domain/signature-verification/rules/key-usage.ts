import type { Certificate } from '../../x509/certificate.ts';
import { basicConstraintsOf, extendedKeyUsageOf, keyUsageOf } from '../../x509/extensions.ts';
import type { CertificateRule } from '../signer-facts.ts';

/** emailProtection (RFC 8551), documentSigning (RFC 9336), any usage. */
const FOR_DOCUMENTS: readonly string[] = ['1.3.6.1.5.5.7.3.4', '1.3.6.1.5.5.7.3.36', '2.5.29.37.0'];

/** D3: an AUTHENTICATION certificate, or one of an authority, cannot sign documents. */
export const keyUsage: CertificateRule = {
  failure: 'wrong-key-usage',
  broken: ({ certificate }) =>
    certificate && !maySignDocuments(certificate)
      ? 'The certificate is not for signing documents; an AUTHENTICATION certificate is for logging in only.'
      : undefined,
};

/** An extension that cannot be read is told by path validation. */
function maySignDocuments(certificate: Certificate): boolean {
  try {
    const usages = keyUsageOf(certificate);
    const extended = extendedKeyUsageOf(certificate);
    const isForSignatures =
      usages === undefined || usages.includes('digitalSignature') || usages.includes('nonRepudiation');
    const isForDocuments = extended === undefined || extended.some((usage) => FOR_DOCUMENTS.includes(usage));
    return isForSignatures && isForDocuments && basicConstraintsOf(certificate)?.ca !== true;
  } catch {
    return true;
  }
}
