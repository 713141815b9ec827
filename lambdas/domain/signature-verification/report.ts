import { toHex } from '../ber/values.ts';
import type { PathFailureKind } from '../certificate-path/path-failure.ts';
import type { PathResult, RevocationStatus } from '../certificate-path/path-request.ts';
import { signingTimeOf } from '../cms/attributes.ts';
import { digestName } from '../signature-algorithm/digest-algorithm.ts';
import { certificateView } from './certificate-view.ts';
import type { CertificateFacts, Rule, SignerFacts } from './signer-facts.ts';
import type { SignerReport, VerificationFailure, VerificationReport } from './verification-report.ts';

/** Asks every rule; a failure stands once, with its first sentence. */
export function judge<Facts>(
  rules: readonly Rule<Facts>[],
  facts: Facts,
): Pick<SignerReport, 'failures' | 'sentences'> {
  const found = new Map<VerificationFailure, string>();
  for (const { failure, broken } of rules) {
    const sentence = broken(facts);
    if (sentence !== undefined && !found.has(failure)) found.set(failure, sentence);
  }
  return { failures: [...found.keys()], sentences: [...found.values()] };
}

/** What may have become of a certificate whose content its issuer stands for all the same. */
const LATER_FATE: readonly PathFailureKind[] = [
  'not-yet-valid',
  'expired',
  'revoked',
  'suspended',
  'status-unknown',
];

/** Whether the path was followed down to the certificate and its signature found right: else nothing it says is believed. */
const isVouchedFor = ({ anchor, path, failures }: PathResult): boolean =>
  anchor !== undefined &&
  failures.every(({ kind, certificate }) => LATER_FATE.includes(kind) && certificate >= path.length - 1);

/** What is told of a certificate, whoever showed it. */
export function certificatePart(
  facts: CertificateFacts,
  arc: string,
): Pick<SignerReport, 'certificate' | 'judgedAt' | 'revocation'> {
  const { certificate, path, judgedAt } = facts;
  const isTrusted = path !== undefined && isVouchedFor(path);
  return {
    judgedAt: judgedAt.toISOString(),
    ...(certificate && { certificate: certificateView(certificate, arc, isTrusted) }),
    ...(path?.revocation && { revocation: revocationPart(path.revocation) }),
  };
}

function revocationPart({ status, at, reason }: RevocationStatus): NonNullable<SignerReport['revocation']> {
  return { status, ...(at && { at: at.toISOString() }), ...(reason !== undefined && { reason }) };
}

/** What is told of a signature besides. */
export function signaturePart({
  signer,
  messageDigest,
  digest,
  timeStamp,
}: SignerFacts): Partial<SignerReport> {
  const claimedAt = signingTimeOf(signer);
  const signed = messageDigest ?? digest;
  return {
    ...(claimedAt && { claimedAt: claimedAt.toISOString() }),
    ...(timeStamp && 'at' in timeStamp && { timeStamp: { ...timeStamp, at: timeStamp.at.toISOString() } }),
    digestAlgorithm: digestName(signer.digestAlgorithm),
    ...(signed && { digest: toHex(signed) }),
  };
}

export const CONFIRMED = {
  document: 'The authenticity of the document is confirmed.',
  certificate: 'The authenticity of the certificate is confirmed.',
} as const;

/** The verdict over all signers. */
export function reportOf(signers: readonly SignerReport[], confirmed: string, now: Date): VerificationReport {
  const broken = signers.find(({ failures }) => failures.length > 0);
  const failure = broken?.failures[0];
  return {
    valid: failure === undefined && signers.length > 0,
    sentence: broken?.sentences[0] ?? confirmed,
    ...(failure && { failure }),
    signers,
    verifiedAt: now.toISOString(),
  };
}

/** The file itself cannot be judged. */
export const failedReport = (
  failure: VerificationFailure,
  sentence: string,
  now: Date,
): VerificationReport => ({
  valid: false,
  sentence,
  failure,
  signers: [],
  verifiedAt: now.toISOString(),
});
