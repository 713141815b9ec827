import type { Client } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';

/** The certificate the connection was made with, already verified by the front (RFC 8705). */
export interface ClientCertificate {
  /** RFC 4514. */
  readonly subjectDn: string;
  /** SHA-256 of the certificate, base64url (RFC 8705 §3.1). */
  readonly thumbprint: string;
}

/** RFC 8705 §2.1: the certificate's subject is the registered one. */
export function verifyClientCertificate(client: Client, certificate: ClientCertificate | undefined): void {
  const registered = client.tls_client_auth_subject_dn;
  if (certificate === undefined) {
    throw new InvalidClient('This client authenticates by its certificate (RFC 8705), and none was shown.');
  }
  if (registered === undefined || normalForm(registered) !== normalForm(certificate.subjectDn)) {
    throw new InvalidClient('The certificate is not of the registered subject.');
  }
}

/** RFC 4514 §2 and caseIgnoreMatch (RFC 4517 §4.2.11): case and spaces between and within values do not count. */
const normalForm = (name: string): string =>
  name
    .split(/(?<!\\),/)
    .map((part) =>
      part
        .trim()
        .replace(/\s*=\s*/, '=')
        .replace(/\s+/g, ' ')
        .toLowerCase(),
    )
    .join(',');
