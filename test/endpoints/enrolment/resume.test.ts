import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cancel } from '../../../lambdas/endpoints/enrolment/cancel.ts';
import { handOff } from '../../../lambdas/endpoints/enrolment/hand-off.ts';
import { resume } from '../../../lambdas/endpoints/enrolment/resume.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  cookieOf,
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  FORM,
  refusalOf,
  requestOf,
  tokenIn,
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

describe('another device', () => {
  it('A4: goes on by QR code, once, for ten minutes', async () => {
    const { cookie } = await dossierAt(deps, { step: 'letter-opened' }, {}, NOW);
    const { url } = (await handOff(requestOf(undefined, { cookie, now: NOW }), deps)).body as { url: string };
    expect(url).toMatch(/\/enrol\/resume#[A-Za-z0-9_-]{43}$/);
    const token = tokenIn(url);
    const resumed = await resume(requestOf({ token }, { now: later(599) }), deps);
    expect(viewOf(resumed).step).toBe('letter-opened');
    expect(cookieOf(resumed)).toHaveLength(43);
    expect((await refusalOf(resume(requestOf({ token }, { now: later(600) }), deps))).kind).toBe('gone');
    const second = tokenIn(
      ((await handOff(requestOf(undefined, { cookie, now: NOW }), deps)).body as { url: string }).url,
    );
    expect((await refusalOf(resume(requestOf({ token: second }, { now: later(601) }), deps))).code).toBe(
      'link-expired',
    );
  });

  it('A5: cancelling forgets everything that was entered', async () => {
    const { cookie, dossier } = await dossierAt(deps, { step: 'form-confirmed' }, { form: FORM }, NOW);
    const response = await cancel(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(response.status).toBe(204);
    expect(await deps.dossiers.load(dossier.enrolment.id)).toBeUndefined();
    const refusal = await refusalOf(show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal.code).toBe('no-enrolment-session');
  });

  it('A5: a submitted request cannot be cancelled from under the reviewer', async () => {
    const { cookie } = await dossierAt(deps, { step: 'in-review', attempt: 1 }, {}, NOW);
    const refusal = await refusalOf(cancel(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ code: 'step-out-of-order', details: { next: ['wait', 'support'] } });
  });
});
