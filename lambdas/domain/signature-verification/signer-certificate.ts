import { BerError } from '../ber/ber-error.ts';
import type { SignedData, SignerInfo } from '../cms/signed-data.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { subjectKeyIdentifierOf } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';

/** The file's certificates that can be read; one that cannot is as if it were not there. */
export const certificatesOf = ({ certificates }: SignedData): Certificate[] =>
  certificates.flatMap((der) => attempt(() => [parseCertificate(der)]) ?? []);

/** The one that the signer names (RFC 5652 §5.3). */
export function signerCertificate(
  { identifier }: SignerInfo,
  certificates: readonly Certificate[],
): Certificate | undefined {
  if ('subjectKeyIdentifier' in identifier) {
    const { subjectKeyIdentifier } = identifier;
    return certificates.find((each) => attempt(() => subjectKeyIdentifierOf(each)) === subjectKeyIdentifier);
  }
  const { issuer, serial } = identifier;
  return certificates.find((each) => each.serial === serial && sameName(each.issuer, issuer));
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof BerError) return undefined;
    throw error;
  }
}
