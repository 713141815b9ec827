import type { Accounts } from '../account/accounts.ts';
import type { CertificateRecord, IssuingAuthority } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Issuances } from '../certificate/issuances.ts';
import { requireEligible } from '../certificate-holder/eligibility/require-eligible.ts';
import type { Candidate } from '../certificate-holder/eligibility/rule.ts';
import { issueCertificate } from '../certificate-profile/issue-certificate.ts';
import { issuerOf } from '../certificate-profile/issuer.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Signer } from '../signer/signer.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { contentOf } from './certificate-content.ts';
import { notFinished } from './intent.ts';

export interface CompletionDeps {
  readonly issuer: string;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly issuances: Issuances;
  readonly personalData: Pick<PersonalData, 'seal'>;
  readonly signers: Readonly<Record<IssuingAuthority, Pick<Signer, 'algorithm' | 'sign'>>>;
  readonly trust: Pick<TrustStore, 'certificate'>;
}

/**
 * Signs what was intended and puts it to use. Done twice at once, or again after a crash, the same content is signed and one of the
 * results is kept: only that one ever leaves us.
 * @throws Refusal `account-changed`, `certificate-not-finished`
 */
export async function completeIntent(
  record: CertificateRecord,
  publicKey: Uint8Array,
  candidate: Candidate,
  deps: CompletionDeps,
): Promise<CertificateRecord> {
  if (record.status !== 'issuing') return record;
  requireEligible(candidate);
  const der = await sign(record, publicKey, candidate, deps);
  await requireUnchanged(candidate, deps);
  const kept = await deps.issuances.complete(
    record,
    await keepable(record, der, candidate, deps),
    candidate.now,
  );
  return kept ?? completedElsewhere(record, deps);
}

async function sign(
  record: CertificateRecord,
  publicKey: Uint8Array,
  candidate: Candidate,
  { trust, issuer: origin, signers }: CompletionDeps,
): Promise<Uint8Array> {
  const { authority } = record;
  const place = { origin, arc: candidate.settings.oidArc };
  const issuer = issuerOf(authority, await trust.certificate(authority), place);
  return issueCertificate(contentOf(record, publicKey, candidate), issuer, signers[authority]);
}

/** A change of name or address ends certificates (C4); one that it could not find yet must not be born after it. */
async function requireUnchanged({ account, kind }: Candidate, deps: CompletionDeps): Promise<void> {
  if (kind !== 'signature') return;
  const now = await deps.accounts.find(account.id);
  if (now?.version === account.version) return;
  throw new Refusal(
    'conflict',
    'account-changed',
    'Your data changed while the certificate was being made. Request it once more: it will say what is true now.',
    { next: ['try-again'] },
  );
}

/** A certificate that names a person is kept sealed under that person's key. */
async function keepable(
  { kind }: CertificateRecord,
  bytes: Uint8Array,
  { account }: Candidate,
  { personalData }: CompletionDeps,
): Promise<{ readonly der: string } | { readonly sealed: string }> {
  const der = Buffer.from(bytes).toString('base64');
  if (kind !== 'signature') return { der };
  return { sealed: await personalData.seal(account.id, account.wrappedKey, { der }) };
}

async function completedElsewhere(
  record: CertificateRecord,
  deps: CompletionDeps,
): Promise<CertificateRecord> {
  const current = await deps.certificates.find(record.id);
  if (current === undefined || current.status === 'revoked' || current.status === 'issuing')
    throw notFinished();
  return current;
}
