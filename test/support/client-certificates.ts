import { createHash, createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import {
  type CertificateIssuer,
  type CertificateRequest,
  makeCertificate,
  NAME_PART,
  type Subject,
  toPem,
} from '../../local/client-authority/certificate.ts';

/** A client's certificate with its key, as TLS wants them and as tests look at them. */
export interface TestCertificate {
  readonly key: string;
  readonly pem: string;
  readonly der: Uint8Array;
  /** `x5t#S256`. */
  readonly thumbprint: string;
}

export interface TestAuthority {
  readonly pem: string;
  issue(subject: Subject | string, more?: Partial<CertificateRequest>): TestCertificate;
  /** An authority below this one; as `client`, one that is none. */
  below(name: string, use?: 'authority' | 'client'): TestAuthority;
}

const DAY = 86_400_000;

/** An authority of its own, in memory. */
export function testAuthority(name: string): TestAuthority {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = { subject: commonName(name), privateKey, publicKey };
  return authorityOf(issuer, makeCertificate(requestOf(issuer, 'authority'), issuer));
}

/** Signed by its own key, and by nobody else. */
export function selfSigned(subject: Subject | string): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = {
    subject: typeof subject === 'string' ? commonName(subject) : subject,
    privateKey,
    publicKey,
  };
  return certificateOf(makeCertificate(requestOf(issuer, 'client'), issuer), issuer);
}

function authorityOf(issuer: CertificateIssuer, der: Uint8Array): TestAuthority {
  return {
    pem: toPem(der),
    issue(subject, more) {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const name = typeof subject === 'string' ? commonName(subject) : subject;
      const request = { ...requestOf({ subject: name, publicKey }, 'client'), ...more };
      return certificateOf(makeCertificate(request, issuer), { privateKey });
    },
    below(name, use = 'authority') {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const next = { subject: commonName(name), privateKey, publicKey };
      return authorityOf(next, makeCertificate(requestOf(next, use), issuer));
    },
  };
}

/** A certificate made elsewhere, with its key: both PEM. */
export function certificateFrom(pem: string, key: string): TestCertificate {
  return certificateOf(new X509Certificate(pem).raw, { privateKey: createPrivateKey(key) });
}

export const commonName = (name: string): Subject => [[NAME_PART.commonName, name]];

const requestOf = (
  { subject, publicKey }: Pick<CertificateRequest, 'subject' | 'publicKey'>,
  use: CertificateRequest['use'],
): CertificateRequest => ({
  subject,
  publicKey,
  use,
  notBefore: new Date(Date.now() - DAY),
  notAfter: new Date(Date.now() + DAY),
});

const certificateOf = (
  der: Uint8Array,
  { privateKey }: Pick<CertificateIssuer, 'privateKey'>,
): TestCertificate => ({
  key: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  pem: toPem(der),
  der,
  thumbprint: createHash('sha256').update(der).digest('base64url'),
});
