import type { AuthorityRule } from '../authority-rule.ts';
import { certificateOf } from '../chain-signature.ts';

/** The document's own signature is right (D5–D7). An AUTHENTICATION certificate that signs fails here as `wrong-key-usage`. */
export const signatureValid: AuthorityRule = ({ document }) =>
  document.report.valid ? undefined : 'signature-invalid';

/** Only a certificate for signing binds: a person's SIGNATURE, an organisation's own. */
export const certificateForSigning: AuthorityRule = ({ document }) => {
  const kind = certificateOf(document)?.kind;
  return kind === 'signature' || kind === 'corporate' || kind === 'official-seal'
    ? undefined
    : 'wrong-certificate-kind';
};

export const certificateNotSuspended: AuthorityRule = ({ certificate }) =>
  certificate?.status === 'suspended' ? 'certificate-suspended' : undefined;

/**
 * The signer's certificate has not been revoked up to now, also when the signature is older (E4). One that gave way to its renewal
 * (`superseded`) keeps what it signed before: the signature rule has judged that.
 */
export const certificateNotRevoked: AuthorityRule = ({ certificate }) =>
  certificate?.status === 'revoked' && certificate.reason !== 'superseded'
    ? 'certificate-revoked'
    : undefined;
