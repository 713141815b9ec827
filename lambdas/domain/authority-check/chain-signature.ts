import type { Verified } from '../signature-verification/signature-verifier.ts';
import type { VerificationFailure } from '../signature-verification/verification-report.ts';

/**
 * What may have come over a certificate since it signed. Whether it was good then is proved by the sealed record, made at the approval;
 * whether its end takes the authority away is a rule of its own.
 */
const SINCE_THEN: readonly VerificationFailure[] = ['expired', 'revoked', 'suspended'];

/** Whether a signature of the chain still stands: right over its content, from a trusted certificate. */
export function stands({ report }: Verified): boolean {
  if (report.valid) return true;
  const failures = report.signers.flatMap((signer) => signer.failures);
  return failures.length > 0 && failures.every((failure) => SINCE_THEN.includes(failure));
}

export const signerOf = ({ report }: Verified) => report.signers[0];
export const certificateOf = (verified: Verified) => signerOf(verified)?.certificate;

/** Compares what was signed with what is kept. */
export function isSame(content: Uint8Array | undefined, kept: Uint8Array): boolean {
  return content !== undefined && Buffer.compare(content, kept) === 0;
}
