import { decodeFile } from '../cms/decode-file.ts';
import { parseSignedData } from '../cms/parse-signed-data.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { gatherFacts } from './gather-facts.ts';
import { CONFIRMED, certificatePart, failedReport, judge, reportOf, signaturePart } from './report.ts';
import { SIGNER_RULES } from './rules/rules.ts';
import type { Verifiable, Verified } from './signature-verifier.ts';
import type { Document, SignerFacts } from './signer-facts.ts';
import type { TrustedMaterial } from './trusted-material.ts';
import type { SignerReport, VerificationFailure } from './verification-report.ts';

export type VerifiableDocument = Exclude<Verifiable, { readonly mode: 'certificate' }>;

/** Judges a CMS signature in its three modes. @throws BerError when the file cannot be read */
export async function verifyDocument(
  what: VerifiableDocument,
  material: TrustedMaterial,
  arc: string,
  now: Date,
): Promise<Verified> {
  const signedData = parseSignedData(decodeFile(what.signature)[0]);
  const misfit = misfitOf(what, signedData);
  if (misfit) return { report: failedReport(misfit.failure, misfit.sentence, now) };
  const document = documentOf(what, signedData);
  const facts = await Promise.all(
    signedData.signers.map((signer) => gatherFacts(signedData, signer, document, material, now)),
  );
  const report = reportOf(
    facts.map((each) => toSignerReport(each, arc)),
    CONFIRMED.document,
    now,
  );
  const signer = facts[0]?.certificate;
  return {
    report,
    ...(what.mode === 'attached' && signedData.content && { content: signedData.content }),
    ...(signer && { signerCertificate: signer.der }),
  };
}

const toSignerReport = (facts: SignerFacts, arc: string): SignerReport => ({
  ...judge(SIGNER_RULES, facts),
  ...certificatePart(facts, arc),
  ...signaturePart(facts),
});

interface Misfit {
  readonly failure: VerificationFailure;
  readonly sentence: string;
}

/** Whether the file is of the kind that was said. */
function misfitOf({ mode }: VerifiableDocument, { content, signers }: SignedData): Misfit | undefined {
  if (signers.length === 0)
    return {
      failure: 'no-signature',
      sentence: 'The file holds no signature (it may hold certificates only).',
    };
  if (mode === 'attached' && content === undefined)
    return {
      failure: 'attached-expected',
      sentence:
        'The signature file does not hold the document: verify it as a detached signature, with the document.',
    };
  if (mode !== 'attached' && content !== undefined)
    return {
      failure: 'detached-expected',
      sentence: 'The signature file holds the document itself: verify it as an attached signature.',
    };
  return undefined;
}

function documentOf(what: VerifiableDocument, { content }: SignedData): Document {
  if (what.mode === 'hash') return { digest: what.digest, digestAlgorithm: what.digestAlgorithm };
  return { content: what.mode === 'detached' ? what.content : (content ?? new Uint8Array()) };
}
