import { BerError } from '../ber/ber-error.ts';
import type { Client } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import { parseCertificate } from '../x509/certificate.ts';
import { type RegisteredSubject, registeredSubjects } from './registered-subject.ts';

/** The certificate the connection was made with, already verified by the front (RFC 8705). */
export interface ClientCertificate {
  readonly der: Uint8Array;
  /** SHA-256 of the certificate, base64url (RFC 8705 §3.1). */
  readonly thumbprint: string;
}

/** RFC 8705 §2.1: the certificate is of the registered subject, by the one member that says it. */
export function verifyClientCertificate(client: Client, shown: ClientCertificate | undefined): void {
  if (shown === undefined) {
    throw new InvalidClient('This client authenticates by its certificate (RFC 8705), and none was shown.');
  }
  const [registered, ...more] = registeredSubjects(client);
  if (registered === undefined || more.length > 0 || !isOf(registered, shown)) {
    throw new InvalidClient('The certificate is not of the registered subject.');
  }
}

/** A certificate that TLS takes and we cannot read names nobody. */
function isOf({ expected, shown }: RegisteredSubject, { der }: ClientCertificate): boolean {
  try {
    return expected !== undefined && shown(parseCertificate(der)).includes(expected);
  } catch (error) {
    if (error instanceof BerError) return false;
    throw error;
  }
}
