import type { VerifierSettings } from '../../contracts/settings.ts';
import type { VerificationAnswer, VerifySignatureRequest } from '../../contracts/signature-verification.ts';
import { requireWork } from '../../domain/proof-of-work/require-work.ts';
import type { WorkChallenges } from '../../domain/proof-of-work/work-challenges.ts';
import type {
  SignatureVerifier,
  Verifiable,
} from '../../domain/signature-verification/signature-verifier.ts';
import { digestOf, requireSize, uploadedFile } from '../../domain/signature-verification/uploaded-file.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface VerifyDeps {
  readonly issuer: string;
  readonly settings: VerifierSettings;
  readonly challenges: Pick<WorkChallenges, 'consume'>;
  readonly verifier: SignatureVerifier;
}

/** POST /api/verification (D5, D6): for anybody; of what is sent nothing is kept. A signature that fails is an answer, not an error. */
export async function verify(
  request: HttpRequest<VerifySignatureRequest>,
  { issuer, settings, challenges, verifier }: VerifyDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const verifiable = toVerifiable(body, settings.signatureBytes);
  await requireWork(body, settings.challengeBits, challenges, now);
  const { report } = await verifier.verify(verifiable, now);
  const answer: VerificationAnswer = { ...report, verifiedBy: issuer };
  return { body: answer };
}

/** Sizes are checked before the challenge is used up. */
function toVerifiable(body: VerifySignatureRequest, limitBytes: number): Verifiable {
  if (body.mode === 'certificate')
    return { mode: body.mode, certificate: uploadedFile(body.certificate, limitBytes) };
  const signature = uploadedFile(body.signature, limitBytes);
  if (body.mode === 'attached') return { mode: body.mode, signature };
  if (body.mode === 'detached')
    return {
      mode: body.mode,
      signature,
      content: requireSize(Buffer.from(body.content, 'base64'), limitBytes),
    };
  return { mode: body.mode, signature, digest: digestOf(body.digest), digestAlgorithm: body.digestAlgorithm };
}
