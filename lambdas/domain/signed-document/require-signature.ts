import type { SignatureLevel } from '../../contracts/procedures.ts';
import type { CertificateKind } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { Refusal } from '../errors.ts';
import type { SignatureVerifier, Verified } from '../signature-verification/signature-verifier.ts';
import { levelOf, reaches } from './signature-level.ts';

export interface SignatureDeps {
  readonly verifier: SignatureVerifier;
  readonly certificates: Pick<Certificates, 'find'>;
}

/** Whose signature is needed, and of which kind. */
export interface SignatureDemand {
  readonly level: SignatureLevel;
  readonly kinds: readonly CertificateKind[];
  /** Whose certificate it may be: account ids, `organisation:<id>`. */
  readonly holders: readonly string[];
}

/**
 * One confirmed signature with its content attached, by a live certificate of the holder (D3, D7).
 * @returns the content that was signed
 * @throws Refusal unprocessable: `authentication-certificate-used`, `signature-not-confirmed` (field `signature` tells why),
 *   `one-signature-expected`, `signature-level-too-low`, `wrong-certificate-kind`, `not-your-certificate`, `certificate-not-live`
 */
export async function requireSignature(
  signature: Uint8Array,
  demand: SignatureDemand,
  deps: SignatureDeps,
  now: Date,
): Promise<Uint8Array> {
  const verified = await deps.verifier.verify({ mode: 'attached', signature }, now);
  const content = requireConfirmed(verified);
  requireKind(verified, demand);
  await requireLiveCertificateOf(verified, demand.holders, deps);
  return content;
}

/** @throws Refusal as `requireSignature` */
export function requireConfirmed({ report, content }: Verified): Uint8Array {
  const [signer, another] = report.signers;
  if (signer?.certificate?.kind === 'authentication') {
    throw new Refusal(
      'unprocessable',
      'authentication-certificate-used',
      'This was signed with an AUTHENTICATION certificate, which is for logging in only. Sign with your SIGNATURE certificate.',
    );
  }
  if (!report.valid || content === undefined) {
    const code = report.failure ?? 'unreadable';
    throw new Refusal(
      'unprocessable',
      'signature-not-confirmed',
      `The signature is not confirmed: ${code}.`,
      {
        fields: [{ field: 'signature', code }],
      },
    );
  }
  if (another !== undefined) {
    throw new Refusal('unprocessable', 'one-signature-expected', 'Exactly one signature is expected here.');
  }
  return content;
}

function requireKind({ report }: Verified, { level, kinds }: SignatureDemand): void {
  const kind = report.signers[0]?.certificate?.kind;
  if (!reaches(levelOf(kind), level)) {
    throw new Refusal(
      'forbidden',
      'signature-level-too-low',
      'A simple signature lets you look, not apply: this needs your SIGNATURE certificate.',
    );
  }
  if (kinds.some((accepted) => accepted === kind)) return;
  throw new Refusal(
    'unprocessable',
    'wrong-certificate-kind',
    `This was signed with a certificate of another kind; expected: ${kinds.join(' or ')}.`,
  );
}

async function requireLiveCertificateOf(
  { report }: Verified,
  holders: readonly string[],
  { certificates }: SignatureDeps,
): Promise<void> {
  const serial = report.signers[0]?.certificate?.serial;
  const certificate = serial === undefined ? undefined : await certificates.find(serial);
  if (certificate === undefined || !holders.includes(certificate.holder)) {
    throw new Refusal(
      'forbidden',
      'not-your-certificate',
      'This was signed with a certificate of somebody else. Sign with your own.',
    );
  }
  if (certificate.status === 'good') return;
  throw new Refusal(
    'forbidden',
    'certificate-not-live',
    'This certificate is suspended or revoked. Apply for a new one and sign again.',
    { next: ['apply-for-certificate'] },
  );
}
