import type { CertificateSettings } from '../../contracts/settings.ts';
import { toSpki } from '../asn1/public-key.ts';
import { ISSUING_AUTHORITIES, type IssuingAuthority } from '../certificate/certificate-record.ts';
import { certificatePath, crlPath, partitionOf } from '../certificate/partition.ts';
import { newSerial } from '../certificate/serial.ts';
import type { Issuer } from '../certificate-profile/certificate-content.ts';
import { issueCertificate } from '../certificate-profile/issue-certificate.ts';
import { describeCertificate, issuerOf } from '../certificate-profile/issuer.ts';
import { serviceName } from '../certificate-profile/names.ts';
import {
  type CertificateProfile,
  ISSUING_PROFILES,
  OCSP_RESPONDER,
  ROOT,
  SERVICE_PROFILES,
} from '../certificate-profile/profile.ts';
import type { Randomness } from '../randomness.ts';
import { makeCertificateList } from '../revocation-list/make-certificate-list.ts';
import { readCertificateList } from '../revocation-list/read-certificate-list.ts';
import type { Signer } from '../signer/signer.ts';
import type { AuthorityCertificate } from '../trust/trust-store.ts';
import type { Publications } from './publications.ts';

/** Names of the keys as in KMS. */
export type CeremonyKey =
  | 'root-ca'
  | `${IssuingAuthority}-ca`
  | 'ocsp-responder'
  | keyof typeof SERVICE_PROFILES;

export interface CeremonyDeps {
  readonly publications: Publications;
  readonly signer: (key: CeremonyKey) => Signer;
  readonly settings: CertificateSettings;
  /** Public origin without a trailing slash. */
  readonly origin: string;
  readonly randomness: Pick<Randomness, 'bytes'>;
  readonly now: Date;
  /** Service certificates near their end are issued again. */
  readonly renew: boolean;
  readonly say: (line: string) => void;
}

/** Years of life. An authority outlives what it issues: up to six years and a few months (C3). */
const YEARS = { root: 25, authority: 15, service: 3, responder: 1 } as const;
const ROOT_LIST_DAYS = 366;
/** What ends within so many days is near its end. */
const NEAR_DAYS = 90;
const DAY_MS = 86_400_000;

interface Wanted {
  readonly name: AuthorityCertificate;
  readonly key: CeremonyKey;
  readonly profile: CertificateProfile;
  readonly years: number;
  /** A service certificate may be renewed; an authority's is issued once. */
  readonly renewable: boolean;
}

/**
 * Makes what is missing of the hierarchy, and nothing twice: held again, it finds what is there. An authority that lives is never
 * issued again; a certificate that names another key than KMS holds stops everything.
 */
export async function holdCeremony(deps: CeremonyDeps): Promise<void> {
  const root = await ensure(
    { name: 'root', key: 'root-ca', profile: ROOT, years: YEARS.root, renewable: false },
    deps,
  );
  const rootIssuer = issuerOf('root', root.certificate, placeOf(deps));
  await publishRootList(root.certificate, deps);
  for (const name of ISSUING_AUTHORITIES) await ensureAuthority(name, rootIssuer, deps);
}

async function ensureAuthority(name: IssuingAuthority, root: Issuer, deps: CeremonyDeps): Promise<void> {
  const key = `${name}-ca` as const;
  const wanted = { name, key, profile: ISSUING_PROFILES[name], years: YEARS.authority, renewable: false };
  const { certificate, fresh } = await ensure(wanted, deps, root, 'root-ca');
  const issuer = issuerOf(name, certificate, placeOf(deps));
  if (fresh) await publishFirstLists(name, certificate, deps);
  for (const service of servicesOf(name)) await ensure(service, deps, issuer, key);
}

function servicesOf(authority: IssuingAuthority): readonly Wanted[] {
  const responder: Wanted = {
    name: `ocsp-${authority}`,
    key: 'ocsp-responder',
    profile: OCSP_RESPONDER,
    years: YEARS.responder,
    renewable: true,
  };
  if (authority !== 'seal') return [responder];
  const services = Object.entries(SERVICE_PROFILES) as [keyof typeof SERVICE_PROFILES, CertificateProfile][];
  return [
    responder,
    ...services.map(([name, profile]) => ({
      name,
      key: name,
      profile,
      years: YEARS.service,
      renewable: true,
    })),
  ];
}

/** What is published under the name when it will do, else a new certificate. */
async function ensure(
  wanted: Wanted,
  deps: CeremonyDeps,
  issuer?: Issuer,
  issuerKey: CeremonyKey = wanted.key,
): Promise<{ readonly certificate: Uint8Array; readonly fresh: boolean }> {
  const published = await deps.publications.find(certificatePath(wanted.name));
  if (published && !(await mustIssue(wanted, published, deps)))
    return { certificate: published, fresh: false };
  const certificate = await issue(wanted, deps, issuer, issuerKey);
  await deps.publications.keep(certificatePath(wanted.name), certificate);
  deps.say(
    `${wanted.name}: issued until ${describeCertificate(certificate).notAfter.toISOString().slice(0, 10)}.`,
  );
  return { certificate, fresh: published === undefined };
}

async function mustIssue(wanted: Wanted, published: Uint8Array, deps: CeremonyDeps): Promise<boolean> {
  const { publicKey, notAfter } = describeCertificate(published);
  const sameKey = Buffer.compare(publicKey, await publicKeyOf(wanted.key, deps)) === 0;
  const daysLeft = Math.floor((notAfter.getTime() - deps.now.getTime()) / DAY_MS);
  if (wanted.renewable && deps.renew && (!sameKey || daysLeft < NEAR_DAYS)) return true;
  if (!sameKey) throw new Error(otherKey(wanted));
  const near =
    daysLeft < NEAR_DAYS ? (wanted.renewable ? ' Renew it with --renew.' : ' Plan a new hierarchy.') : '';
  deps.say(`${wanted.name}: there, ${daysLeft} days left.${near}`);
  return false;
}

const otherKey = ({ name, key, renewable }: Wanted): string =>
  `${certificatePath(name)} certifies another key than "${key}" in KMS. ${
    renewable
      ? 'If the key was replaced on purpose, issue its certificate again with --renew.'
      : 'An authority is never issued again: what it signed would lose its issuer. Is this the right stage?'
  }`;

async function issue(
  { name, key, profile, years }: Wanted,
  deps: CeremonyDeps,
  issuer: Issuer | undefined,
  issuerKey: CeremonyKey,
): Promise<Uint8Array> {
  const { settings, now } = deps;
  const subject = serviceName(
    settings.country,
    settings.organisation,
    `${settings.organisation} ${TITLES[name]}`,
  );
  const serial = newSerial(deps.randomness);
  const content = {
    profile,
    serial,
    subject,
    publicKey: await publicKeyOf(key, deps),
    notBefore: now,
    notAfter: new Date(Date.UTC(now.getUTCFullYear() + years, now.getUTCMonth(), now.getUTCDate(), 0, 0, -1)),
    crlPartition: partitionOf(serial, settings.crlPartitions),
  };
  return issueCertificate(
    content,
    issuer ?? { name: 'root', subject, ...placeOf(deps) },
    deps.signer(issuerKey),
  );
}

const TITLES: Readonly<Record<AuthorityCertificate, string>> = {
  root: 'Root CA',
  authentication: 'CA for user authentication',
  signature: 'CA for digital signature',
  seal: 'CA for organisations and services',
  'ocsp-authentication': 'OCSP responder',
  'ocsp-signature': 'OCSP responder',
  'ocsp-seal': 'OCSP responder',
  'time-stamping': 'time-stamping unit',
  'delivery-evidence': 'registered delivery',
  'signature-records': 'simple signature records',
  'attribute-authority': 'attribute authority',
  'move-notices': 'notices of moves',
};

async function publicKeyOf(key: CeremonyKey, deps: CeremonyDeps): Promise<Uint8Array> {
  return toSpki(await deps.signer(key).publicJwk());
}

const placeOf = ({ origin, settings }: CeremonyDeps) => ({ origin, arc: settings.oidArc });

/** The root's CRL lives as long as there is a ceremony every year. */
async function publishRootList(root: Uint8Array, deps: CeremonyDeps): Promise<void> {
  const path = crlPath('root', 0);
  const published = await deps.publications.find(path);
  const before = published && readCertificateList(published);
  const left = (before?.nextUpdate.getTime() ?? 0) - deps.now.getTime();
  if (left > NEAR_DAYS * DAY_MS) return;
  const number = (before?.number ?? 0) + 1;
  const nextUpdate = new Date(deps.now.getTime() + ROOT_LIST_DAYS * DAY_MS);
  const content = { number, thisUpdate: deps.now, nextUpdate, entries: NOTHING_REVOKED };
  await deps.publications.keep(path, await makeCertificateList(content, root, deps.signer('root-ca')));
  deps.say(`Root CRL number ${number}: issued until ${nextUpdate.toISOString().slice(0, 10)}.`);
}

/** A new authority has revoked nothing: its lists can be read before the publisher's first hour. */
async function publishFirstLists(
  name: IssuingAuthority,
  certificate: Uint8Array,
  deps: CeremonyDeps,
): Promise<void> {
  const nextUpdate = new Date(deps.now.getTime() + deps.settings.crlSeconds * 1000);
  for (let partition = 0; partition < deps.settings.crlPartitions; partition += 1) {
    const path = crlPath(name, partition);
    if (await deps.publications.find(path)) continue;
    const content = {
      number: 1,
      thisUpdate: deps.now,
      nextUpdate,
      entries: NOTHING_REVOKED,
      distributionPoint: `${deps.origin}/${path}`,
    };
    await deps.publications.keep(
      path,
      await makeCertificateList(content, certificate, deps.signer(`${name}-ca`)),
    );
  }
  deps.say(`${name}: ${deps.settings.crlPartitions} first CRLs published.`);
}

const NOTHING_REVOKED = new Map<string, never>();
