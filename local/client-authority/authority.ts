import { createPrivateKey, createPublicKey, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../cloud/atomic-file.ts';
import {
  type CertificateIssuer,
  type CertificateRequest,
  makeCertificate,
  NAME_PART,
  type Subject,
  toPem,
} from './certificate.ts';

/** A key with its certificate, both PEM. */
export interface Credentials {
  readonly key: string;
  readonly certificate: string;
}

type ClientNames = Pick<CertificateRequest, 'dns' | 'uris' | 'emails' | 'addresses'>;

/** The laptop's certification authority: vouches for relying parties' systems, and for the laptop's own TLS. */
export interface ClientAuthority {
  /** PEM of the authority itself: what a client must trust to reach the laptop. */
  readonly certificate: string;
  /** PEM of every authority whose client certificates are taken; the file may be added to. */
  readonly trustStore: () => string;
  issueClient(subject: Subject, names?: ClientNames, days?: number): Credentials;
  issueServer(host: string): Credentials;
}

const DAY = 86_400_000;
const SUBJECT: Subject = [
  [NAME_PART.organisation, 'Guichet on this laptop'],
  [NAME_PART.commonName, 'Authority for clients'],
];

/** Where the authority of a data folder lies. */
export const authorityFolder = (data: string): string => join(data, 'mtls');

/** Opens the authority of a data folder, and makes it first where there is none, or its end is near. */
export function openAuthority(data: string, now = new Date()): ClientAuthority {
  const folder = authorityFolder(data);
  const [keyFile, file, storeFile] = ['authority.key', 'authority.pem', 'truststore.pem'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  if (!isGood(file, now)) {
    const made = makeAuthority(now);
    writeAtomically(keyFile, made.key);
    trust(storeFile, made.certificate);
    writeAtomically(file, made.certificate, 0o644); // last: a key without it is made anew
  }
  const certificate = readFileSync(file, 'utf8');
  if (!existsSync(storeFile)) trust(storeFile, certificate);
  const privateKey = createPrivateKey(readFileSync(keyFile));
  const issuer: CertificateIssuer = { subject: SUBJECT, privateKey, publicKey: createPublicKey(privateKey) };
  return {
    certificate,
    trustStore: () => readFileSync(storeFile, 'utf8'),
    issueClient: (subject, names = {}, days = 365) =>
      issue({ subject, use: 'client', ...names, ...validity(days) }, issuer),
    issueServer: (host) =>
      issue(
        { subject: [[NAME_PART.commonName, host]], use: 'server', ...hostNames(host), ...validity(30) },
        issuer,
      ),
  };
}

/** Beside what is trusted already: certificates of the authority before stay good until they end. */
function trust(storeFile: string, certificate: string): void {
  const before = existsSync(storeFile) ? readFileSync(storeFile, 'utf8') : '';
  writeAtomically(storeFile, before + certificate, 0o644);
}

function isGood(file: string, now: Date): boolean {
  return existsSync(file) && Date.parse(new X509Certificate(readFileSync(file)).validTo) > +now + 90 * DAY;
}

function makeAuthority(now: Date): Credentials {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const request = { subject: SUBJECT, publicKey, use: 'authority', ...validity(3650, now) } as const;
  const der = makeCertificate(request, { subject: SUBJECT, privateKey, publicKey });
  return { key: pemOf(privateKey), certificate: toPem(der) };
}

function issue(request: Omit<CertificateRequest, 'publicKey'>, issuer: CertificateIssuer): Credentials {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    key: pemOf(privateKey),
    certificate: toPem(makeCertificate({ ...request, publicKey }, issuer)),
  };
}

const pemOf = (key: ReturnType<typeof createPrivateKey>): string =>
  key.export({ type: 'pkcs8', format: 'pem' }) as string;

/** From an hour ago: another machine's clock may be behind. */
const validity = (days: number, now = new Date()) => ({
  notBefore: new Date(+now - 3_600_000),
  notAfter: new Date(+now + days * DAY),
});

const hostNames = (host: string): ClientNames =>
  /^[\d.]+$/.test(host) ? { addresses: [host], dns: ['localhost'] } : { dns: [host] };
