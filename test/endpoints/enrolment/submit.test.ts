import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JudgedPicture } from '../../../lambdas/domain/enrolment/enrolment.ts';
import { confirmDocument } from '../../../lambdas/endpoints/enrolment/confirm-document.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { submit } from '../../../lambdas/endpoints/enrolment/submit.ts';
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

let aws: TestAws;
let deps: EnrolmentDeps;

beforeAll(async () => {
  aws = await startAws(ENROLMENT_TABLES);
  deps = enrolmentDeps();
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const DAY = 86_400;

const legible = (side: 'front' | 'back'): JudgedPicture => ({
  side,
  upload: `document-${side}-${'x'.repeat(22)}`,
  readable: `document-${side}-${'x'.repeat(22)}`,
  legible: true,
  zoneRead: side === 'back',
  judgedAt: NOW.toISOString(),
});

describe('the submission', () => {
  const recording = {
    attempt: 'a',
    digits: '123',
    video: 'v',
    frames: { 'face-1': '1', 'face-2': '2', 'face-3': '3', document: 'd' },
    confirmedAt: NOW.toISOString(),
  };
  const atSubmission = (attempt = 0) =>
    dossierAt(
      deps,
      { step: 'video-recorded', documentType: 'passport', pictures: [legible('front')], recording, attempt },
      { form: FORM },
      NOW,
    );
  const startsOf = (id: string) => deps.sent.started.filter(({ enrolment }) => enrolment === id);

  it('A9: starts one verification, with a deadline of 24 hours, and says so by e-mail', async () => {
    const { cookie, dossier } = await atSubmission();
    const submitted = viewOf(await submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(submitted).toMatchObject({
      step: 'submitted',
      submittedAt: NOW.toISOString(),
      deadline: later(DAY).toISOString(),
    });
    expect(startsOf(dossier.enrolment.id)).toEqual([{ enrolment: dossier.enrolment.id, attempt: 1 }]);
    const mail = deps.sent.notifications.find(({ id }) => id.includes(dossier.enrolment.id));
    expect(mail).toMatchObject({ template: 'enrolment-in-progress', to: { email: dossier.person.email } });
  });

  it('X3: what is never submitted is forgotten, what was submitted is kept', async () => {
    const { cookie, dossier } = await dossierAt(
      deps,
      {
        step: 'video-recorded',
        documentType: 'passport',
        pictures: [legible('front')],
        recording,
        expiresAt: 1_800_000_000,
      },
      { form: FORM },
      NOW,
    );
    await submit(requestOf(undefined, { cookie, now: NOW }), deps);
    expect((await deps.dossiers.load(dossier.enrolment.id))?.enrolment.expiresAt).toBeUndefined();
  });

  it('A9: submitting again, or twice at once, is the same submission', async () => {
    const { cookie, dossier } = await atSubmission();
    const twice = () => submit(requestOf(undefined, { cookie, now: NOW }), deps);
    await Promise.allSettled([twice(), twice()]);
    await twice();
    const attempts = new Set(startsOf(dossier.enrolment.id).map(({ attempt }) => attempt));
    expect([...attempts]).toEqual([1]);
  });

  it('A9: when the machine does not start, looking at the request starts it', async () => {
    const { cookie, dossier } = await atSubmission();
    deps.outage.starts = 1;
    await expect(submit(requestOf(undefined, { cookie, now: NOW }), deps)).rejects.toThrow(
      'ServiceUnavailable',
    );
    expect(startsOf(dossier.enrolment.id)).toHaveLength(0);
    const shown = viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(shown.step).toBe('submitted');
    expect(startsOf(dossier.enrolment.id)).toHaveLength(1);
  });

  it('A9: without a recording there is nothing to submit', async () => {
    const { cookie } = await dossierAt(deps, { step: 'document-uploaded' }, {}, NOW);
    expect((await refusalOf(submit(requestOf(undefined, { cookie, now: NOW }), deps))).code).toBe(
      'step-out-of-order',
    );
  });

  it('A5: whoever used up the submissions is shown the counter', async () => {
    const { cookie } = await atSubmission(deps.settings.attempts);
    const refusal = await refusalOf(submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ code: 'attempts-used-up' });
    expect(refusal.details.next).toContain('counter');
  });

  it('A10: after a request for another try only the video is asked for again, and the second submission counts', async () => {
    const { cookie, dossier } = await dossierAt(
      deps,
      { step: 'retry', documentType: 'passport', pictures: [legible('front')], attempt: 1 },
      { form: FORM },
      NOW,
    );
    const early = await refusalOf(submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(early.code).toBe('step-out-of-order');
    const confirmed = await confirmDocument(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(confirmed)).toMatchObject({ step: 'document-uploaded', form: FORM });
    const current = (await deps.dossiers.load(dossier.enrolment.id)) ?? dossier;
    await deps.dossiers.advance(current, { step: 'video-recorded', recording }, NOW);
    const submitted = viewOf(await submit(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(submitted).toMatchObject({ step: 'submitted' });
    expect(submitted.decision).toBeUndefined();
    expect(startsOf(dossier.enrolment.id)).toEqual([{ enrolment: dossier.enrolment.id, attempt: 2 }]);
  });
});
