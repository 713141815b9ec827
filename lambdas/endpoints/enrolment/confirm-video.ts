import type * as v from 'valibot';
import type { VideoRequest } from '../../contracts/enrolment.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import type { Recording } from '../../domain/enrolment/enrolment.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import { type EvidenceReader, type EvidenceWriter, evidenceKey } from '../../domain/evidence/evidence.ts';
import { isSealOf, sealUpload } from '../../domain/evidence/seal-upload.ts';
import { type FrameName, requireFrameUpload, requireVideoUpload } from '../../domain/evidence/upload-name.ts';
import { mediaTypeOf } from '../../domain/picture/media-type.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { requireConfirmable } from '../../domain/video-challenge/video-challenge.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmVideoDeps {
  readonly dossiers: Dossiers;
  readonly evidence: EvidenceReader & EvidenceWriter;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

type VideoBody = v.InferOutput<typeof VideoRequest>;
type Parts = Pick<Recording, 'video' | 'frames'>;
const FRAMES: readonly FrameName[] = ['face-1', 'face-2', 'face-3', 'document'];

/** POST /api/enrolment/video: the recording that answers the digits; they are used up with it (A8). */
export async function confirmVideo(
  request: HttpRequest<VideoBody>,
  deps: ConfirmVideoDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const { enrolment } = dossier;
  if (enrolment.step === 'video-recorded' && isSame(enrolment.recording, body))
    return { body: toView(dossier) };
  const step = stepAfter(enrolment.step, 'confirm-video');
  const { attempt, digits } = requireConfirmable(enrolment.challenge, body.attempt, now);
  requireNames(body);
  await requireArrived(enrolment.id, body, deps.evidence);
  const sealed = await sealParts(enrolment.id, body, deps);
  await requireArrived(enrolment.id, sealed, deps.evidence);
  const recording: Recording = { attempt, digits, ...sealed, confirmedAt: now.toISOString() };
  const recorded = await deps.dossiers.advance(dossier, { step, recording, challenge: undefined }, now);
  await deps.audit.record({
    event: 'enrolment.video-recorded',
    subject: enrolment.id,
    actor: 'citizen',
    at: now,
  });
  return { body: toView(recorded) };
}

function isSame(recording: Recording | undefined, body: VideoBody): boolean {
  return recording?.attempt === body.attempt && isSealOf(recording.video, body.video);
}

function requireNames({ attempt, video, frames }: VideoBody): void {
  requireVideoUpload(video, attempt);
  for (const frame of FRAMES) requireFrameUpload(frames[frame], frame, attempt);
}

/** Every part must have arrived under this enrolment, and be what it says. */
async function requireArrived(
  enrolmentId: string,
  { video, frames }: Parts,
  evidence: EvidenceReader,
): Promise<void> {
  const parts = [
    { upload: video, types: ['video/webm', 'video/mp4'] },
    ...FRAMES.map((frame) => ({ upload: frames[frame], types: ['image/jpeg'] })),
  ];
  await Promise.all(
    parts.map(async ({ upload, types }) => {
      const found = await evidence.begin(evidenceKey(enrolmentId, upload), 64);
      const type = found && mediaTypeOf(found.head);
      if (type !== undefined && types.includes(type)) return;
      throw notArrived(upload, found === undefined ? 'upload-missing' : 'upload-damaged');
    }),
  );
}

/** What was confirmed is what is verified and reviewed, whatever is sent to the same addresses later. */
async function sealParts(
  enrolmentId: string,
  { video, frames }: Parts,
  deps: Pick<ConfirmVideoDeps, 'evidence' | 'randomness'>,
): Promise<Parts> {
  const seal = async (upload: string): Promise<string> => {
    const sealed = await sealUpload(enrolmentId, upload, deps);
    if (sealed === undefined) throw notArrived(upload, 'upload-missing');
    return sealed;
  };
  const named = FRAMES.map(async (frame) => [frame, await seal(frames[frame])] as const);
  const [sealedVideo, ...sealedFrames] = await Promise.all([seal(video), ...named]);
  return { video: sealedVideo, frames: Object.fromEntries(sealedFrames) as Recording['frames'] };
}

const notArrived = (upload: string, code: 'upload-missing' | 'upload-damaged'): Refusal =>
  new Refusal(
    'unprocessable',
    code,
    'A part of the recording did not arrive, or arrived damaged. Send it again or start the recording again.',
    { fields: [{ field: upload.split('-')[0] ?? upload, code: 'missing' }], next: ['try-again'] },
  );
