import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { start } from '../../../lambdas/endpoints/enrolment/start.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  cookieOf,
  ELIGIBLE,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
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

describe('the gate', () => {
  it('A1: an eligible person gets an enrolment and its session', async () => {
    const response = await start(requestOf(ELIGIBLE, { now: NOW }), deps);
    expect(response.status).toBe(201);
    expect(viewOf(response)).toMatchObject({ step: 'started', level: 'substantial', sides: [] });
    expect(response.cookies?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    const shown = await show(requestOf(undefined, { cookie: cookieOf(response), now: NOW }), deps);
    expect(viewOf(shown).reference).toBe(viewOf(response).reference);
    const { subject = '' } = (await deps.sessions.find(cookieOf(response), NOW)) ?? {};
    const { expiresAt } = (await deps.dossiers.load(subject))?.enrolment ?? {};
    expect(expiresAt).toBe(NOW.getTime() / 1000 + 45 * 86_400);
  });

  it.each([
    ['birthdate', '2010-01-01', 'not-of-legal-age'],
    ['countryOfResidence', 'US', 'no-address-in-country'],
    ['documentType', 'other', 'document-not-accepted'],
    ['phoneSystem', 'none', 'no-smartphone'],
    ['documentExpiry', '2020-01-01', 'document-expired'],
  ] as const)('A1: %s %s is refused with its own reason and a way on', async (field, value, code) => {
    const body = { ...ELIGIBLE, documentType: 'passport', [field]: value } as typeof ELIGIBLE;
    const refusal = await refusalOf(start(requestOf(body, { now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code });
    expect(refusal.details.next).not.toHaveLength(0);
  });

  it('X2: one address cannot begin without end', async () => {
    const address = '192.0.2.7';
    const { limit } = deps.settings.startsPerAddress;
    for (let count = 0; count < limit; count++) await start(requestOf(ELIGIBLE, { now: NOW, address }), deps);
    const refusal = await refusalOf(start(requestOf(ELIGIBLE, { now: NOW, address }), deps));
    expect(refusal).toMatchObject({ kind: 'too-many' });
  });

  it('A4: without a session nothing is shown', async () => {
    const refusal = await refusalOf(show(requestOf(undefined, { cookie: 'x'.repeat(43), now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unauthenticated', code: 'no-enrolment-session' });
  });
});
