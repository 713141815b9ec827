import type { Account } from '../account/account.ts';
import type { CertificateKind, CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { isLive } from '../certificate-holder/live-certificate.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { SignatureVerifier } from '../signature-verification/signature-verifier.ts';
import type { CertificateView } from '../signature-verification/verification-report.ts';

/** Kinds an organisation signs with. */
export const ORGANISATION_KINDS: readonly CertificateKind[] = ['corporate', 'official-seal'];

/** The live certificate of a holder, of one of these kinds. @param holder account id or `organisation:<id>` */
export async function liveCertificateOf(
  holder: string,
  kinds: readonly CertificateKind[],
  certificates: Pick<Certificates, 'of'>,
  now: Date,
): Promise<CertificateRecord | undefined> {
  const held = await certificates.of(holder);
  return held.find((certificate) => kinds.includes(certificate.kind) && isLive(certificate, now));
}

export interface OwnCertificateDeps {
  readonly certificates: Pick<Certificates, 'of'>;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly verifier: SignatureVerifier;
}

/**
 * The person's own SIGNATURE certificate, with which they will sign; read from the certificate itself, as the verifier names it.
 * @throws Refusal forbidden `signature-certificate-needed`
 */
export async function ownSignatureCertificate(
  account: Account,
  deps: OwnCertificateDeps,
  now: Date,
): Promise<CertificateView> {
  const record = await liveCertificateOf(account.id, ['signature'], deps.certificates, now);
  const der = record && (await derOf(record, account, deps.personalData));
  const report = der && (await deps.verifier.verify({ mode: 'certificate', certificate: der }, now)).report;
  const certificate = report?.valid === true ? report.signers[0]?.certificate : undefined;
  if (certificate === undefined) throw certificateNeeded();
  return certificate;
}

async function derOf(
  record: CertificateRecord,
  account: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<Uint8Array | undefined> {
  if (record.der !== undefined) return Buffer.from(record.der, 'base64');
  if (record.sealed === undefined) return undefined;
  const { der } = await personalData.open<{ der: string }>(account.id, account.wrappedKey, record.sealed);
  return Buffer.from(der, 'base64');
}

const certificateNeeded = (): Refusal =>
  new Refusal(
    'forbidden',
    'signature-certificate-needed',
    'You need a SIGNATURE certificate that is good now: apply for one first, then come back.',
    { next: ['apply-for-certificate'] },
  );
