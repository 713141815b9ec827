import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { isLive } from '../certificate-holder/live-certificate.ts';
import { Refusal } from '../errors.ts';
import type { SigningShare } from './signing-share.ts';

/**
 * A signing key serves while its certificate is good. Before there is one, and again after it expired, it may sign the request for
 * one (`certify`) and nothing else.
 * @returns the good certificate, if there is one
 * @throws Refusal forbidden `signing-certificate-none`, `-suspended`, `-revoked`, `-expired`
 */
export async function requireUsableKey(
  share: SigningShare,
  purpose: 'sign' | 'certify',
  certificates: Pick<Certificates, 'of' | 'find'>,
  now: Date,
): Promise<CertificateRecord | undefined> {
  const holder =
    share.organisationId === undefined ? share.accountId : `organisation:${share.organisationId}`;
  const own = (await certificates.of(holder)).filter(
    ({ keyId, applicant, status }) =>
      keyId === share.publicKey && applicant === share.accountId && status !== 'issuing',
  );
  const listed = own.find((certificate) => isLive(certificate, now)) ?? own[0];
  const certificate = listed && (await certificates.find(listed.id)); // the index may lag behind by a moment
  if (isLive(certificate, now)) return certificate;
  const state = stateOf(certificate);
  if (purpose === 'certify' && (state === 'none' || state === 'expired')) return undefined;
  throw REFUSALS[state]();
}

function stateOf(certificate: CertificateRecord | undefined): keyof typeof REFUSALS {
  if (certificate === undefined) return 'none';
  return certificate.status === 'suspended' || certificate.status === 'revoked'
    ? certificate.status
    : 'expired';
}

const REFUSALS = {
  none: () =>
    new Refusal(
      'forbidden',
      'signing-certificate-none',
      'This key has no certificate yet. Finish the application for one first.',
      { next: ['apply-for-certificate'] },
    ),
  suspended: () =>
    new Refusal(
      'forbidden',
      'signing-certificate-suspended',
      'The certificate of this key is suspended: nothing can be signed. Lift the suspension, or go to the counter.',
      { next: ['counter'] },
    ),
  revoked: () =>
    new Refusal(
      'forbidden',
      'signing-certificate-revoked',
      'The certificate of this key was revoked: nothing can be signed with it any more. Apply for a new one.',
      { next: ['apply-for-certificate'] },
    ),
  expired: () =>
    new Refusal(
      'forbidden',
      'signing-certificate-expired',
      'The certificate of this key has expired. Apply for a new one.',
      { next: ['apply-for-certificate'] },
    ),
} as const;
