import type { Account } from '../account/account.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { Refusal } from '../errors.ts';
import type { Organisations } from '../organisation/organisation.ts';

export interface OwnCertificateDeps {
  readonly certificates: Certificates;
  readonly organisations: Organisations;
}

/**
 * A person's own certificate, or that of an organisation which they represent. Somebody else's is not told apart from none.
 * @throws Refusal not-found `no-such-certificate`
 */
export async function requireOwnCertificate(
  serial: string,
  account: Account,
  deps: OwnCertificateDeps,
): Promise<CertificateRecord> {
  const certificate = await deps.certificates.find(serial);
  if (certificate === undefined || !(await isHolder(certificate, account, deps))) throw noSuchCertificate();
  return certificate;
}

/** A suspended organisation keeps its representative: ending its certificate must stay possible. */
async function isHolder(
  { holder }: CertificateRecord,
  account: Account,
  { organisations }: OwnCertificateDeps,
): Promise<boolean> {
  if (holder === account.id) return true;
  const [kind, organisationId] = holder.split(':', 2);
  if (kind !== 'organisation' || organisationId === undefined) return false;
  return (await organisations.find(organisationId))?.representativeId === account.id;
}

export const noSuchCertificate = (): Refusal =>
  new Refusal('not-found', 'no-such-certificate', 'There is no such certificate of yours.');
