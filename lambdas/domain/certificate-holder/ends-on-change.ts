import type { CertificateKind } from '../certificate/certificate-record.ts';
import type { FourAttributes } from '../certificate-profile/attributes.ts';

/**
 * Whether a change of what is known of a person ends their certificate (C4): one that names the four attributes would tell what
 * is no longer true; the opaque AUTHENTICATION certificate, and those of organisations, stay.
 */
export function endsOnChange(kind: CertificateKind, changed: readonly (keyof FourAttributes)[]): boolean {
  return kind === 'signature' && changed.length > 0;
}
