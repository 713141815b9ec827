import { authorityOf, holderOf } from '../certificate/authority-of.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Issuances } from '../certificate/issuances.ts';
import { partitionOf } from '../certificate/partition.ts';
import { newSerial } from '../certificate/serial.ts';
import type { CertificateApplication } from '../certificate-application/application.ts';
import type { CertificateApplications } from '../certificate-application/applications.ts';
import { isRenewable } from '../certificate-holder/certificate-view.ts';
import { liveOne } from '../certificate-holder/eligibility/holdings.ts';
import { requireEligible } from '../certificate-holder/eligibility/require-eligible.ts';
import type { Candidate } from '../certificate-holder/eligibility/rule.ts';
import { describeCertificate } from '../certificate-profile/issuer.ts';
import { endOf } from '../certificate-validity/not-after.ts';
import type { CertifiableKey } from '../certification-request/require-certifiable.ts';
import { Refusal } from '../errors.ts';
import type { Randomness } from '../randomness.ts';
import type { TrustStore } from '../trust/trust-store.ts';

export interface IntentDeps {
  readonly applications: Pick<CertificateApplications, 'find'>;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly issuances: Issuances;
  readonly trust: Pick<TrustStore, 'certificate'>;
  readonly randomness: Pick<Randomness, 'bytes'>;
}

const ATTEMPTS = 4;

/**
 * Records the intent to issue, or finds the one that this application led to: nothing is signed that is not recorded (house habit 9),
 * and an application gives one serial number, however often and however many at once it is asked. The application is read after
 * the candidate: one that is still unused then has not led to any certificate that the candidate is said to hold.
 * @returns a record that is `issuing`, or a certificate issued before
 * @throws Refusal `certificate-application-not-confirmed`, `certificate-application-used`, `key-taken`, `certificate-not-finished`
 */
export async function recordIntent(
  applicationId: string,
  key: CertifiableKey,
  candidate: Candidate,
  deps: IntentDeps,
): Promise<CertificateRecord> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const application = await deps.applications.find(applicationId);
    if (application?.certificate !== undefined) return resume(application.certificate, key, deps);
    if (application?.status !== 'confirmed') throw notConfirmed();
    requireEligible(candidate);
    const record = await intendedRecord(application, key, candidate, deps);
    const outcome = await deps.issuances.begin({
      record,
      holding: await deps.issuances.holding(record.holder, record.kind),
      reusesKey: record.kind === 'authentication',
    });
    if (outcome === 'recorded') return record;
    if (outcome === 'key-taken') throw keyTaken();
  }
  throw notFinished();
}

async function resume(serial: string, key: CertifiableKey, deps: IntentDeps): Promise<CertificateRecord> {
  const record = await deps.certificates.find(serial);
  if (record === undefined || record.keyId !== key.keyId) throw applicationUsed();
  if (record.status === 'revoked') throw notFinished();
  return record;
}

async function intendedRecord(
  application: CertificateApplication,
  { keyId }: CertifiableKey,
  candidate: Candidate,
  deps: IntentDeps,
): Promise<CertificateRecord> {
  const { kind, storage } = application;
  const { settings, identity } = candidate;
  const id = newSerial(deps.randomness);
  const issuedAt = new Date(Math.floor(candidate.now.getTime() / 1000) * 1000);
  const authority = authorityOf(kind);
  const live = liveOne(candidate);
  const { notAfter, expiresOn } = endOf({
    kind,
    storage,
    issuedAt,
    birthdate: identity.birthdate,
    documentExpiry: identity.documentExpiry,
    renews: live !== undefined && isRenewable(live, candidate.now, settings),
    authorityNotAfter: describeCertificate(await deps.trust.certificate(authority)).notAfter,
    settings,
  });
  return {
    id,
    crlPartition: partitionOf(id, settings.crlPartitions),
    applicationId: application.id,
    authority,
    kind,
    holder: holderOf(application),
    applicant: application.accountId,
    status: 'issuing',
    storage,
    keyId,
    issuedAt: issuedAt.toISOString(),
    notBefore: issuedAt.toISOString(),
    notAfter: notAfter.toISOString(),
    expiresOn,
    version: 1,
  };
}

const notConfirmed = (): Refusal =>
  new Refusal(
    'conflict',
    'certificate-application-not-confirmed',
    'Confirm the application with your code first, then request the certificate.',
    { next: ['try-again'] },
  );

const applicationUsed = (): Refusal =>
  new Refusal(
    'conflict',
    'certificate-application-used',
    'The certificate of this application was issued already.',
    { next: ['apply-for-certificate'] },
  );

const keyTaken = (): Refusal =>
  new Refusal(
    'conflict',
    'key-taken',
    'This key was certified before. Every certificate gets a key of its own: make a new one.',
    { next: ['try-again'] },
  );

/** Ended before, or while, it was made: by a newer application, or because what it says is no longer true. */
export const notFinished = (): Refusal =>
  new Refusal(
    'conflict',
    'certificate-not-finished',
    'The certificate of this application has ended, or a newer application took its place. Look at your certificates, and apply again if you need one.',
    { next: ['apply-for-certificate'] },
  );
