import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedPicture } from '../../../lambdas/domain/enrolment/enrolment.ts';
import { evidenceKey } from '../../../lambdas/domain/evidence/evidence.ts';
import { challengeVideo } from '../../../lambdas/endpoints/enrolment/challenge-video.ts';
import { confirmVideo } from '../../../lambdas/endpoints/enrolment/confirm-video.ts';
import { requestUpload } from '../../../lambdas/endpoints/enrolment/request-upload.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  FORM,
  refusalOf,
  requestOf,
  viewOf,
} from '../../support/enrolment.ts';
import { jpegOf, memoryEvidence, newScene, recognisersOf, WEBM } from '../../support/evidence.ts';
import { formsToNowhere } from '../../support/uploads.ts';

let aws: TestAws;
let deps: EnrolmentDeps;
const evidence = memoryEvidence();
const scene = newScene();
const world = { evidence, ...recognisersOf(scene), uploads: formsToNowhere() };

beforeAll(async () => {
  aws = await startAws(ENROLMENT_TABLES);
  deps = enrolmentDeps();
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const legible = (side: 'front' | 'back'): JudgedPicture => ({
  side,
  upload: `document-${side}-${'x'.repeat(22)}`,
  readable: `document-${side}-${'x'.repeat(22)}`,
  legible: true,
  zoneRead: side === 'back',
  judgedAt: NOW.toISOString(),
});

describe('the video', () => {
  const atVideo = () =>
    dossierAt(
      deps,
      { step: 'document-uploaded', documentType: 'passport', pictures: [legible('front')] },
      { form: FORM },
      NOW,
    );
  const challenge = async (cookie: string, now = NOW) =>
    (await challengeVideo(requestOf(undefined, { cookie, now }), deps)).body as {
      attempt: string;
      digits: string;
      expiresAt: string;
    };

  async function send(enrolment: string, cookie: string, attempt: string, now = NOW) {
    const frame = 'frame' as const;
    const parts = [
      { kind: 'video', attempt, contentType: 'video/webm', size: 100 } as const,
      ...(['face-1', 'face-2', 'face-3', 'document'] as const).map(
        (name) => ({ kind: frame, attempt, frame: name, contentType: 'image/jpeg', size: 100 }) as const,
      ),
    ];
    const names: string[] = [];
    for (const part of parts) {
      const ticket = await requestUpload(requestOf(part, { cookie, now }), { ...deps, ...world });
      const { upload } = ticket.body as { upload: string };
      evidence.objects.set(evidenceKey(enrolment, upload), part.kind === 'video' ? WEBM : jpegOf(640, 480));
      names.push(upload);
    }
    const [video = '', one = '', two = '', three = '', document = ''] = names;
    return { attempt, video, frames: { 'face-1': one, 'face-2': two, 'face-3': three, document } };
  }
  const confirm = (body: Awaited<ReturnType<typeof send>>, cookie: string, now = NOW) =>
    confirmVideo(requestOf(body, { cookie, now }), { ...deps, ...world });

  it('A8: three random digits, a recording, and it is kept', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt, digits, expiresAt } = await challenge(cookie);
    expect(digits).toMatch(/^\d{3}$/);
    expect(Date.parse(expiresAt) - NOW.getTime()).toBe(110_000);
    const body = await send(dossier.enrolment.id, cookie, attempt);
    expect(viewOf(await confirm(body, cookie)).step).toBe('video-recorded');
    expect(viewOf(await confirm(body, cookie)).step).toBe('video-recorded');
    const stored = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment;
    expect(stored).toMatchObject({ recording: { attempt, digits } });
    expect(stored?.challenge).toBeUndefined();
  });

  it('A8 A9: another file sent by the same form later takes no part in the verification', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt } = await challenge(cookie);
    const body = await send(dossier.enrolment.id, cookie, attempt);
    await confirm(body, cookie);
    const sent = [body.video, ...Object.values(body.frames)];
    for (const upload of sent) evidence.objects.set(evidenceKey(dossier.enrolment.id, upload), jpegOf(1, 1));
    const recording = (await deps.dossiers.load(dossier.enrolment.id))?.enrolment.recording;
    const held = [recording?.video ?? '', ...Object.values(recording?.frames ?? {})].map((upload) =>
      evidence.objects.get(evidenceKey(dossier.enrolment.id, upload)),
    );
    expect(held).toEqual([WEBM, ...Array.from({ length: 4 }, () => jpegOf(640, 480))]);
  });

  it('A8: digits are random for each attempt, and new ones end the old ones', async () => {
    const { cookie, dossier } = await atVideo();
    const first = await challenge(cookie);
    const body = await send(dossier.enrolment.id, cookie, first.attempt);
    const attempts = new Set([first.attempt]);
    for (let count = 0; count < 5; count++) attempts.add((await challenge(cookie)).attempt);
    expect(attempts.size).toBe(6);
    expect(await refusalOf(confirm(body, cookie))).toMatchObject({
      kind: 'gone',
      code: 'challenge-replaced',
    });
  });

  it('A8: after 110 seconds no upload is accepted any more, and ten minutes later no confirmation', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt } = await challenge(cookie);
    const body = await send(dossier.enrolment.id, cookie, attempt, later(109));
    const late = await refusalOf(send(dossier.enrolment.id, cookie, attempt, later(110)));
    expect(late).toMatchObject({ kind: 'gone', code: 'challenge-expired' });
    expect((await refusalOf(confirm(body, cookie, later(710)))).code).toBe('challenge-expired');
    expect(viewOf(await confirm(body, cookie, later(709))).step).toBe('video-recorded');
  });

  it('A8: one recording answers one challenge, also when confirmed twice at once', async () => {
    const { cookie, dossier } = await atVideo();
    const { attempt } = await challenge(cookie);
    const bodies = [
      await send(dossier.enrolment.id, cookie, attempt),
      await send(dossier.enrolment.id, cookie, attempt),
    ];
    const outcomes = await Promise.allSettled(bodies.map((body) => confirm(body, cookie)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('A8: parts of another attempt or enrolment, missing or damaged ones are refused', async () => {
    const { cookie, dossier } = await atVideo();
    const stranger = await atVideo();
    const strange = await challenge(stranger.cookie);
    const theirs = await send(stranger.dossier.enrolment.id, stranger.cookie, strange.attempt);
    const { attempt } = await challenge(cookie);
    const mine = await send(dossier.enrolment.id, cookie, attempt);
    expect((await refusalOf(confirm({ ...mine, video: theirs.video }, cookie))).code).toBe('upload-unknown');
    evidence.objects.delete(evidenceKey(dossier.enrolment.id, mine.frames['face-2']));
    expect((await refusalOf(confirm(mine, cookie))).code).toBe('upload-missing');
    evidence.objects.set(evidenceKey(dossier.enrolment.id, mine.frames['face-2']), Buffer.from('no picture'));
    expect((await refusalOf(confirm(mine, cookie))).code).toBe('upload-damaged');
  });

  it('A8: before the document is confirmed there are no digits', async () => {
    const { cookie } = await dossierAt(deps, { step: 'letter-opened', documentType: 'passport' }, {}, NOW);
    expect((await refusalOf(challenge(cookie))).code).toBe('step-out-of-order');
  });
});
