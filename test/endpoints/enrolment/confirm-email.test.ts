import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
import { confirmEmail } from '../../../lambdas/endpoints/enrolment/confirm-email.ts';
import { confirmEmailLink } from '../../../lambdas/endpoints/enrolment/confirm-email-link.ts';
import { sendEmailCode } from '../../../lambdas/endpoints/enrolment/send-email-code.ts';
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
const lastMail = () => deps.sent.mails.at(-1) ?? { to: '', subject: '', text: '', html: '' };
const codeIn = (text: string): string => /\b(\d{4,6})\b/.exec(text)?.[1] ?? '';

async function begin(now = NOW): Promise<string> {
  return cookieOf(await start(requestOf(ELIGIBLE, { now }), deps));
}

async function withEmailSent(email: string): Promise<string> {
  const cookie = await begin();
  await sendEmailCode(requestOf({ email }, { cookie, now: NOW }), deps);
  return cookie;
}

async function know(kind: 'email' | 'phone', value: string): Promise<void> {
  const id = await deps.identify(kind, value);
  const Item = { id: { S: id }, accountId: { S: 'account-1' } };
  await dynamo().send(new PutItemCommand({ TableName: 'account-handles', Item }));
}

describe('the e-mail address', () => {
  it('A2: is proved by the code', async () => {
    const cookie = await withEmailSent('a2-code@example.org');
    const code = codeIn(lastMail().subject);
    expect(code).toMatch(/^\d{6}$/);
    const response = await confirmEmail(requestOf({ code }, { cookie, now: NOW }), deps);
    expect(viewOf(response)).toMatchObject({ step: 'email-verified', email: 'a2-code@example.org' });
    expect(viewOf(response).pending).toBeUndefined();
  });

  it('A2: asking again after a lost answer changes nothing', async () => {
    const cookie = await withEmailSent('a2-lost@example.org');
    const code = codeIn(lastMail().subject);
    await confirmEmail(requestOf({ code }, { cookie, now: NOW }), deps);
    const again = await confirmEmail(requestOf({ code }, { cookie, now: NOW }), deps);
    expect(viewOf(again).step).toBe('email-verified');
  });

  it('A2: a wrong code is refused and the tries left are kept for the next page', async () => {
    const cookie = await withEmailSent('a2-wrong@example.org');
    const wrong = codeIn(lastMail().subject) === '000000' ? '000001' : '000000';
    const refusal = await refusalOf(confirmEmail(requestOf({ code: wrong }, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ code: 'code-wrong', details: { triesLeft: 4 } });
    const shown = await show(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(shown).pending?.triesLeft).toBe(4);
  });

  it('A2: the code is no longer good after 24 hours', async () => {
    const response = await start(requestOf(ELIGIBLE, { now: NOW }), deps);
    const [now, tomorrow] = [later(60), later(60 + 86_400)];
    const cookie = cookieOf(response);
    await sendEmailCode(requestOf({ email: 'a2-late@example.org' }, { cookie, now }), deps);
    const code = codeIn(lastMail().subject);
    const enrolment = (await deps.sessions.find(cookie, now))?.subject ?? '';
    const fresh = await deps.sessions.open({ subject: enrolment, lifetimeSeconds: 999, now: tomorrow });
    const refusal = await refusalOf(
      confirmEmail(requestOf({ code }, { cookie: fresh, now: tomorrow }), deps),
    );
    expect(refusal.code).toBe('code-expired');
  });

  it('A2: is proved by the link, on another device too, once', async () => {
    const cookie = await withEmailSent('a2-link@example.org');
    const token = tokenIn(lastMail().text);
    const elsewhere = await confirmEmailLink(requestOf({ token }, { now: NOW }), deps);
    expect(elsewhere.body).toEqual({ confirmed: true, continueHere: false });
    expect(viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps)).step).toBe('email-verified');
    const here = await confirmEmailLink(requestOf({ token }, { cookie, now: NOW }), deps);
    expect(here.body).toEqual({ confirmed: true, continueHere: true });
  });

  it('A2: the link of an address that was replaced proves nothing', async () => {
    const cookie = await withEmailSent('a2-first@example.org');
    const token = tokenIn(lastMail().text);
    await sendEmailCode(requestOf({ email: 'a2-second@example.org' }, { cookie, now: NOW }), deps);
    const refusal = await refusalOf(confirmEmailLink(requestOf({ token }, { now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'gone', code: 'link-expired' });
    expect(viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps)).step).toBe('started');
  });

  it('A2: an unknown link is refused', async () => {
    const refusal = await refusalOf(
      confirmEmailLink(requestOf({ token: 'x'.repeat(43) }, { now: NOW }), deps),
    );
    expect(refusal.code).toBe('link-expired');
  });

  it('A2: a code cannot be moved to another address', async () => {
    const cookie = await withEmailSent('a2-mine@example.org');
    const code = codeIn(lastMail().subject);
    await sendEmailCode(requestOf({ email: 'a2-victim@example.org' }, { cookie, now: NOW }), deps);
    const refusal = await refusalOf(confirmEmail(requestOf({ code }, { cookie, now: NOW }), deps));
    expect(refusal.code).toBe('code-wrong');
  });

  it('X2: a known address gets the same answer, and its owner a letter instead of a code', async () => {
    await know('email', 'known@example.org');
    const cookies = [await begin(), await begin()];
    const [known, unknown] = await Promise.all(
      ['known@example.org', 'other@example.org'].map((email, index) =>
        sendEmailCode(requestOf({ email }, { cookie: cookies[index] ?? '', now: NOW }), deps),
      ),
    );
    const shape = (view: unknown) => ({ ...(view as object), reference: '', pending: { to: '' } });
    expect(shape(known?.body)).toEqual(shape(unknown?.body));
    const mail = deps.sent.mails.find(({ to }) => to === 'known@example.org');
    expect(mail?.subject).toBe('You already have an identity');
    expect(mail?.text).not.toMatch(/\d{6}/);
  });

  it('A2: when the mail cannot be sent the person is told, and can ask again', async () => {
    const cookie = await begin();
    deps.outage.sends = 1;
    const body = { email: 'a2-outage@example.org' };
    const refusal = await refusalOf(sendEmailCode(requestOf(body, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unavailable', code: 'message-not-sent' });
    await sendEmailCode(requestOf(body, { cookie, now: later(31) }), deps);
    const code = codeIn(lastMail().subject);
    const response = await confirmEmail(requestOf({ code }, { cookie, now: later(32) }), deps);
    expect(viewOf(response).step).toBe('email-verified');
  });
});
