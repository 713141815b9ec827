import type * as v from 'valibot';
import type { DocumentPictureRequest, DocumentType, PictureJudgement } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { judgeSide, withPicture } from '../../domain/enrolment/document-picture.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import type { Enrolment, JudgedPicture } from '../../domain/enrolment/enrolment.ts';
import { judgementLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { Refusal } from '../../domain/errors.ts';
import { type EvidenceReader, type EvidenceWriter, evidenceKey } from '../../domain/evidence/evidence.ts';
import { sealUpload } from '../../domain/evidence/seal-upload.ts';
import { requireDocumentUpload } from '../../domain/evidence/upload-name.ts';
import { inspectPicture, type UsablePicture } from '../../domain/picture/inspect-picture.ts';
import type { Randomness } from '../../domain/randomness.ts';
import {
  type FaceReader,
  type TextReader,
  UnreadableEvidence,
} from '../../domain/recognition/recognition.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface JudgePictureDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly evidence: EvidenceReader & EvidenceWriter;
  readonly texts: TextReader;
  readonly faces: FaceReader;
  readonly quotas: SendQuotas;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

type Verdict = Pick<JudgedPicture, 'readable' | 'legible' | 'reason' | 'zoneRead'>;

/** POST /api/enrolment/document: says at once whether an uploaded picture can be used, and why not (A7). */
export async function judgePicture(
  request: HttpRequest<v.InferOutput<typeof DocumentPictureRequest>>,
  deps: JudgePictureDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const enrolment = requireDocumentType(dossier.enrolment);
  stepAfter(enrolment.step, 'add-picture');
  const upload = requireDocumentUpload(body.upload, body.side);
  await deps.quotas.take(judgementLimits(enrolment.id, deps.settings), now);
  const verdict = await judge(enrolment, body.side, upload, now, deps);
  await keep(dossier, { side: body.side, upload, judgedAt: now.toISOString(), ...verdict }, now, deps);
  await deps.audit.record({
    event: 'enrolment.picture-judged',
    subject: enrolment.id,
    actor: 'citizen',
    at: now,
    details: { side: body.side, verdict: verdict.reason ?? 'legible' },
  });
  const { legible, reason } = verdict;
  const judgement: PictureJudgement = { side: body.side, legible, ...(reason !== undefined && { reason }) };
  return { body: judgement };
}

type TypedEnrolment = Enrolment & { readonly documentType: DocumentType };

function requireDocumentType(enrolment: Enrolment): TypedEnrolment {
  const { documentType } = enrolment;
  if (documentType !== undefined) return { ...enrolment, documentType };
  throw new Refusal('conflict', 'step-out-of-order', 'Choose the type of your document first.');
}

async function judge(
  enrolment: TypedEnrolment,
  side: JudgedPicture['side'],
  upload: string,
  now: Date,
  deps: JudgePictureDeps,
): Promise<Verdict> {
  const sealed = await sealUpload(enrolment.id, upload, deps);
  const illegible = (reason: string): Verdict => ({
    readable: sealed ?? upload,
    legible: false,
    reason,
    zoneRead: false,
  });
  const bytes = sealed && (await deps.evidence.read(evidenceKey(enrolment.id, sealed)));
  if (!sealed || !bytes) return illegible('upload-missing');
  const picture = inspectPicture(bytes, { maximumPixels: deps.settings.documentPixels });
  if (typeof picture === 'string') return illegible(picture);
  const readable = await keepReadable(enrolment.id, sealed, picture, deps);
  try {
    const signals = await recognise(evidenceKey(enrolment.id, readable), picture, deps);
    const judgement = judgeSide(enrolment, side, signals, dayIn(deps.settings.timeZone, now));
    if (!judgement.legible) return { ...illegible(judgement.reason), readable };
    return { readable, legible: true, zoneRead: judgement.reading !== undefined };
  } catch (error) {
    if (error instanceof UnreadableEvidence) return illegible(error.reason);
    throw error;
  }
}

/** A photo taken out of a PDF becomes an object of its own, which the recognisers can read. */
async function keepReadable(
  enrolmentId: string,
  sealed: string,
  picture: UsablePicture,
  deps: JudgePictureDeps,
): Promise<string> {
  if (!picture.extracted) return sealed;
  const readable = `${sealed}-photo`;
  await deps.evidence.keep(evidenceKey(enrolmentId, readable), picture.bytes, picture.type);
  return readable;
}

async function recognise(key: string, { width, height }: UsablePicture, deps: JudgePictureDeps) {
  const [textLines, faces] = await Promise.all([deps.texts.read(key), deps.faces.find(key)]);
  return { image: { width, height }, textLines, faces };
}

/** Both sides may be judged at once: the second one is put beside the first instead of being lost. */
async function keep(
  dossier: Dossier,
  picture: JudgedPicture,
  now: Date,
  deps: JudgePictureDeps,
): Promise<void> {
  try {
    await deps.dossiers.advance(dossier, withPicture(dossier.enrolment, picture), now);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'enrolment-changed')) throw error;
    const current = await deps.dossiers.load(dossier.enrolment.id);
    if (current === undefined) throw error;
    await deps.dossiers.advance(current, withPicture(current.enrolment, picture), now);
  }
}
