import type { CertificateKind } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { isLive } from '../certificate-holder/live-certificate.ts';
import { Refusal } from '../errors.ts';
import type { SignatureVerifier } from '../signature-verification/signature-verifier.ts';
import type { CertificateView } from '../signature-verification/verification-report.ts';

export interface SignatureDeps {
  readonly verifier: SignatureVerifier;
  readonly certificates: Pick<Certificates, 'find'>;
}

export interface ExpectedSignature {
  /** The exact bytes that had to be signed. */
  readonly content: Uint8Array;
  /** Whose certificate: account id or `organisation:<id>`. */
  readonly holder: string;
  readonly kinds: readonly CertificateKind[];
}

/**
 * A signature by one certain holder over exactly these bytes, with a certificate for signing that is good now.
 *
 * @param cms SignedData with its content attached, DER
 * @throws Refusal unprocessable `signature-not-confirmed`, `signed-something-else`, `certificate-not-yours`
 */
export async function requireSignature(
  cms: Uint8Array,
  expected: ExpectedSignature,
  deps: SignatureDeps,
  now: Date,
): Promise<CertificateView> {
  const { report, content } = await deps.verifier.verify({ mode: 'attached', signature: cms }, now);
  const certificate = report.signers[0]?.certificate;
  if (!report.valid || certificate === undefined || report.signers.length !== 1) {
    throw notConfirmed(report.failure ?? 'unreadable');
  }
  if (content === undefined || Buffer.compare(content, expected.content) !== 0) throw somethingElse();
  const record = await deps.certificates.find(certificate.serial);
  const own = record?.holder === expected.holder && expected.kinds.includes(record.kind);
  if (!own || !isLive(record, now)) throw notYours();
  return certificate;
}

const notConfirmed = (failure: string): Refusal =>
  new Refusal(
    'unprocessable',
    'signature-not-confirmed',
    `The signature is not confirmed (${failure}). Sign again with a certificate that is good.`,
    { next: ['try-again'] },
  );

const somethingElse = (): Refusal =>
  new Refusal(
    'unprocessable',
    'signed-something-else',
    'What was signed is not what was shown. Reload the page and sign what it shows.',
    { next: ['try-again'] },
  );

const notYours = (): Refusal =>
  new Refusal(
    'unprocessable',
    'certificate-not-yours',
    'This step has to be signed with your own SIGNATURE certificate, or for an organisation with its corporate certificate or official seal, and it must be good now.',
    { next: ['apply-for-certificate'] },
  );
