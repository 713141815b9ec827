import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LAPTOP_PASSWORD } from '../../local/seed.ts';
import { applicant } from '../support/applicant.ts';
import {
  type Applicant,
  awaitMessage,
  codeIn,
  type EnrolmentState,
  enrol,
  ok,
  outbox,
  tokenIn,
  until,
} from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { type TestBrowser, testBrowser } from '../support/http.ts';
import { type Phone, testPhone } from '../support/phone.ts';
import { arriveFrom, ask, consent, look, returnTo, signIn } from '../support/sign-in-flow.ts';

/** From a photographed document to a signed-in citizen, on the laptop cloud: real pictures, faces, keys and state machine. */

const PIN = '7391';
const DECIDED = ['accepted', 'rejected', 'retry', 'in-review'];
const PATIENCE_MS = 240_000;

let guichet: RunningGuichet;
beforeAll(async () => {
  guichet = await startGuichet();
}, 120_000);
afterAll(() => guichet.stop());

const decisionOf = (browser: TestBrowser, steps: readonly string[] = DECIDED): Promise<EnrolmentState> =>
  until('a decision', PATIENCE_MS, async () => {
    const state = await ok<EnrolmentState>(browser.call('GET', '/api/enrolment'));
    return steps.includes(state.step) ? state : undefined;
  });

/** Accepted → link of the e-mail → second SMS code → device key → PIN. */
async function activate(person: Applicant): Promise<Phone> {
  const mail = await awaitMessage(
    guichet.origin,
    (each) => each.to === person.email && /activate#/.test(each.links[0] ?? ''),
  );
  const phone = testPhone(testBrowser(guichet.origin));
  const token = tokenIn(mail);
  await ok(phone.call('POST', '/api/authenticator/activation', { token }));
  const sms = (await outbox(guichet.origin)).findLast((each) => each.to === person.phone);
  await ok(phone.activate(token, sms ? codeIn(sms) : '', PIN));
  return phone;
}

async function reviewer(): Promise<TestBrowser> {
  const browser = testBrowser(guichet.origin);
  await ok(browser.call('POST', '/api/review/session', { username: 'alice', password: LAPTOP_PASSWORD }));
  return browser;
}

describe('the main job', () => {
  it('A1 A2 A3 A4 A6 A7 A8 A9 A10 A11 A12 B3 B5 B6: approved automatically at low, then signed in', {
    timeout: 600_000,
  }, async () => {
    const person = await applicant({ level: 'low', printed: { surname: 'Moreau', birthDate: '1990-07-13' } });
    const browser = testBrowser(guichet.origin);
    expect((await enrol(browser, person)).step).toBe('submitted');
    expect(await decisionOf(browser)).toMatchObject({
      step: 'accepted',
      decision: { outcome: 'accepted', reasons: [] },
    });
    const phone = await activate(person);

    const signedIn = await signIn(guichet, { phone, number: person.phone, pin: PIN });
    expect(signedIn.claims).toMatchObject({
      given_name: 'Camille Rose',
      family_name: 'MOREAU',
      birthdate: '1990-07-13',
      gender: 'female',
      birthplace: '69123',
      birthcountry: '99100',
      email: person.email,
    });
    expect(signedIn.claims.sub).toMatch(/^[0-9a-f]{64}v1$/);
    expect(signedIn.idToken).toMatchObject({
      acr: 'eidas1',
      amr: expect.arrayContaining(['pop', 'pin', 'mfa']),
    });

    const again = await signIn(guichet, { phone, number: person.phone, pin: PIN });
    expect(again.claims.sub, 'B8: the same person is the same subject').toBe(signedIn.claims.sub);

    const tooHigh = await arriveFrom(guichet, 'eidas2');
    await ask(tooHigh, person.phone);
    const [approval] = await phone.approvals();
    if (!approval) throw new Error('no approval arrived');
    await phone.decide(approval, 'approve', PIN);
    const refused = await consent(tooHigh, 'allow');
    expect((await returnTo(tooHigh, refused.redirectTo ?? '')).error, 'B6: a level that is not there').toBe(
      'unmet_authentication_requirements',
    );

    const unwanted = await arriveFrom(guichet);
    await ask(unwanted, person.phone);
    const [other] = await phone.approvals();
    if (!other) throw new Error('no approval arrived');
    await phone.decide(other, 'refuse');
    const state = await look(unwanted);
    expect(state.redirectTo).toContain('error=access_denied');

    const history = await until('the history', 60_000, async () => {
      const told = await ok<{ entries: { outcome: string }[] }>(phone.call('GET', '/api/account/history'));
      return told.entries.some(({ outcome }) => outcome === 'signed-in') ? told : undefined;
    });
    expect(history.entries.map(({ outcome }) => outcome)).toEqual(
      expect.arrayContaining(['signed-in', 'refused']),
    );
    const trail = await until('the audit trail', 60_000, async () => {
      const { entries } = await ok<{ entries: { event: string }[] }>(phone.call('GET', '/api/account/audit'));
      return entries.some(({ event }) => event === 'sign-in.approved') ? entries : undefined;
    });
    expect(JSON.stringify(trail), 'X1: no code, PIN or name in the trail').not.toMatch(
      /7391|Moreau|Camille/i,
    );
  });

  it('A9 X3: at substantial a person decides, also when the power fails in between', {
    timeout: 600_000,
  }, async () => {
    const person = await applicant({
      level: 'substantial',
      portraitOf: 'guest-1',
      printed: { surname: 'Vasseur', birthDate: '1987-05-30' },
    });
    const browser = testBrowser(guichet.origin);
    await enrol(browser, person);
    expect((await decisionOf(browser)).step).toBe('in-review');

    await guichet.kill();
    await guichet.restart();

    const console = await reviewer();
    const { cases } = await ok<{ cases: { id: string; reference: string }[] }>(
      console.call('GET', '/api/review/cases?status=open'),
    );
    const { reference } = await ok<EnrolmentState>(browser.call('GET', '/api/enrolment'));
    const id = cases.find((each) => each.reference === reference)?.id ?? '';
    const evidence = await ok<{
      scores: { faceSimilarity: number[] };
      evidence: { front: string };
      mrz: { lines: string[] };
    }>(console.call('GET', `/api/review/cases/${id}`));
    expect(Math.min(...evidence.scores.faceSimilarity)).toBeGreaterThan(80);
    expect(evidence.mrz.lines[0]).toMatch(/^P<FRAVASSEUR<<CAMILLE<ROSE<+$/);
    expect((await fetch(evidence.evidence.front)).status).toBe(200);

    const checked = { documentGenuine: true, samePerson: true, digitsSpoken: true, dataCorrect: true };
    await ok(
      console.call('POST', `/api/review/cases/${id}/decision`, { outcome: 'approve', checked, note: '' }),
    );
    expect((await decisionOf(browser, ['accepted', 'rejected'])).step).toBe('accepted');

    const phone = await activate(person);
    const signedIn = await signIn(guichet, { phone, number: person.phone, pin: PIN }, 'eidas2');
    expect(signedIn.idToken).toMatchObject({ acr: 'eidas2' });
  });

  it('A9 A10: another person before the camera is refused, with the reason and the next routes', {
    timeout: 600_000,
  }, async () => {
    const person = await applicant({ level: 'low', portraitOf: 'guest-4', faceOf: 'recorded' });
    const browser = testBrowser(guichet.origin);
    await enrol(browser, person);
    const state = await decisionOf(browser);
    expect(state).toMatchObject({ step: 'rejected', decision: { outcome: 'rejected' } });
    expect(state.decision?.reasons.length).toBeGreaterThan(0);
    const mail = await awaitMessage(
      guichet.origin,
      (each) => each.to === person.email && !/code|letter|progress/i.test(each.subject ?? ''),
    );
    expect(mail.links.every((link) => !link.includes('activate'))).toBe(true);
  });
});
