import type { VideoChallenge as VideoChallengeView } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { challengeLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import { newChallenge } from '../../domain/video-challenge/video-challenge.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChallengeVideoDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly quotas: SendQuotas;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/video/challenge: new random digits for one recording; earlier ones are no longer good (A8). */
export async function challengeVideo(request: HttpRequest, deps: ChallengeVideoDeps): Promise<HttpResponse> {
  const { now } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const step = stepAfter(dossier.enrolment.step, 'challenge-video');
  await deps.quotas.take(challengeLimits(dossier.enrolment.id, deps.settings), now);
  const challenge = newChallenge(deps.settings.video, deps.randomness, now);
  await deps.dossiers.advance(dossier, { step, challenge, recording: undefined }, now);
  const { attempt, digits, expiresAt } = challenge;
  const { recordingSeconds } = deps.settings.video;
  const body: VideoChallengeView = { attempt, digits, recordingSeconds, expiresAt };
  return { status: 201, body };
}
