import type { UploadRequest, UploadTicket } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { type Enrolment, sidesOf } from '../../domain/enrolment/enrolment.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { Refusal } from '../../domain/errors.ts';
import { type EvidenceUploads, evidenceKey } from '../../domain/evidence/evidence.ts';
import { newUploadName } from '../../domain/evidence/upload-name.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { requireRecordable } from '../../domain/video-challenge/video-challenge.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RequestUploadDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly uploads: EvidenceUploads;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/uploads: lets the browser send one file of this enrolment straight to the object store (A7, A8). */
export async function requestUpload(
  request: HttpRequest<UploadRequest>,
  deps: RequestUploadDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const { enrolment } = await deps.dossiers.ofSession(
    deps.cookies.read(request.cookies, ENROLMENT_COOKIE),
    now,
  );
  requireExpected(enrolment, body, now);
  const maximumBytes = requireSize(body, deps.settings);
  const upload = newUploadName(body, deps.randomness);
  const { contentType } = body;
  const lifetimeSeconds = deps.settings.uploadSeconds;
  const key = evidenceKey(enrolment.id, upload);
  const form = await deps.uploads.form({ key, contentType, maximumBytes, lifetimeSeconds });
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000).toISOString();
  const ticket: UploadTicket = { upload, url: form.url, fields: { ...form.fields }, expiresAt };
  return { status: 201, body: ticket };
}

/** A document side the document has; a recording whose digits are still good. */
function requireExpected(enrolment: Enrolment, upload: UploadRequest, now: Date): void {
  if (upload.kind !== 'document') {
    stepAfter(enrolment.step, 'confirm-video');
    requireRecordable(enrolment.challenge, upload.attempt, now);
    return;
  }
  stepAfter(enrolment.step, 'add-picture');
  if (enrolment.documentType && sidesOf(enrolment.documentType).includes(upload.side)) return;
  throw new Refusal('unprocessable', 'side-not-needed', 'This document has no such side to picture.', {
    next: ['new-picture'],
  });
}

function requireSize(upload: UploadRequest, settings: EnrolmentSettings): number {
  const maximum = {
    document: settings.documentBytes,
    video: settings.videoBytes,
    frame: settings.frameBytes,
  }[upload.kind];
  if (upload.size <= maximum) return maximum;
  throw new Refusal(
    'too-large',
    'upload-too-large',
    `The file is larger than ${Math.floor(maximum / 1_000_000)} MB. Send a smaller one.`,
    { next: ['new-picture'] },
  );
}
