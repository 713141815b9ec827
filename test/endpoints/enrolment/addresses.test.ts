import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
import { confirmEmail } from '../../../lambdas/endpoints/enrolment/confirm-email.ts';
import { confirmEmailLink } from '../../../lambdas/endpoints/enrolment/confirm-email-link.ts';
import { confirmPhone } from '../../../lambdas/endpoints/enrolment/confirm-phone.ts';
import { sendEmailCode } from '../../../lambdas/endpoints/enrolment/send-email-code.ts';
import { sendPhoneCode } from '../../../lambdas/endpoints/enrolment/send-phone-code.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { start } from '../../../lambdas/endpoints/enrolment/start.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  cookieOf,
  dossierAt,
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
/** A French mobile number nobody used before, in a block of its own. */
const newNumber = (): string => {
  numbers += 1;
  return `+336${10 + numbers}345678`;
};
let numbers = 0;
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

describe('the gate', () => {
  it('A1: an eligible person gets an enrolment and its session', async () => {
    const response = await start(requestOf(ELIGIBLE, { now: NOW }), deps);
    expect(response.status).toBe(201);
    expect(viewOf(response)).toMatchObject({ step: 'started', level: 'substantial', sides: [] });
    expect(response.cookies?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
    const shown = await show(requestOf(undefined, { cookie: cookieOf(response), now: NOW }), deps);
    expect(viewOf(shown).reference).toBe(viewOf(response).reference);
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

describe('the phone number', () => {
  const atPhone = () => dossierAt(deps, { step: 'email-verified', emailHandle: 'email#x' }, {}, NOW);

  it('A3: is proved by a code of 4 digits, in national notation too', async () => {
    const { cookie } = await atPhone();
    const sent = await sendPhoneCode(requestOf({ phone: '06 98 34 56 78' }, { cookie, now: NOW }), deps);
    expect(viewOf(sent).pending).toMatchObject({ kind: 'phone', codeLength: 4, triesLeft: 3 });
    expect(viewOf(sent).pending?.to).not.toContain('34');
    const { to, text } = deps.sent.texts.at(-1) ?? { to: '', text: '' };
    expect(to).toBe('+33698345678');
    const response = await confirmPhone(requestOf({ code: codeIn(text) }, { cookie, now: NOW }), deps);
    expect(viewOf(response)).toMatchObject({ step: 'phone-verified', phone: '+33698345678' });
  });

  it('A3: three wrong codes spend it, also when they come at once', async () => {
    const { cookie } = await atPhone();
    await sendPhoneCode(requestOf({ phone: newNumber() }, { cookie, now: NOW }), deps);
    const right = codeIn(deps.sent.texts.at(-1)?.text ?? '');
    const wrong = right === '1234' ? '4321' : '1234';
    const tries = Array.from({ length: 12 }, () =>
      refusalOf(confirmPhone(requestOf({ code: wrong }, { cookie, now: NOW }), deps)),
    );
    const codes = (await Promise.all(tries)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'code-wrong')).toHaveLength(3);
    const refusal = await refusalOf(confirmPhone(requestOf({ code: right }, { cookie, now: NOW }), deps));
    expect(refusal.code).toBe('code-spent');
  });

  it('A3: the code is no longer good after 10 minutes', async () => {
    const { cookie } = await atPhone();
    await sendPhoneCode(requestOf({ phone: newNumber() }, { cookie, now: NOW }), deps);
    const code = codeIn(deps.sent.texts.at(-1)?.text ?? '');
    const refusal = await refusalOf(confirmPhone(requestOf({ code }, { cookie, now: later(600) }), deps));
    expect(refusal.code).toBe('code-expired');
  });

  it('A3: another code cannot be asked for at once', async () => {
    const { cookie } = await atPhone();
    const phone = newNumber();
    await sendPhoneCode(requestOf({ phone }, { cookie, now: NOW }), deps);
    const refusal = await refusalOf(sendPhoneCode(requestOf({ phone }, { cookie, now: later(5) }), deps));
    expect(refusal).toMatchObject({ kind: 'too-many', code: 'code-sent-recently' });
  });

  it.each([
    ['+33123456789', 'phone-number-not-mobile'],
    ['hello', 'phone-number-invalid'],
    ['+447400123456', 'phone-number-country'],
  ])('A3: %s is refused as %s', async (phone, code) => {
    const { cookie } = await atPhone();
    const refusal = await refusalOf(sendPhoneCode(requestOf({ phone }, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code });
  });

  it('A3: a number that has an identity gets the same answer, and its owner a message without a code', async () => {
    const [knownNumber, otherNumber] = [newNumber(), newNumber()];
    await know('phone', knownNumber);
    const answers = [];
    for (const phone of [knownNumber, otherNumber]) {
      const { cookie } = await atPhone();
      const response = await sendPhoneCode(requestOf({ phone }, { cookie, now: NOW }), deps);
      answers.push({ ...viewOf(response), email: '', pending: { ...viewOf(response).pending, to: '' } });
    }
    expect(answers[0]).toEqual(answers[1]);
    const text = deps.sent.texts.find(({ to }) => to === knownNumber)?.text;
    expect(text).toMatch(/already exists/);
    expect(text).not.toMatch(/\d{4}/);
  });

  it('A3: numbers, blocks of numbers, addresses and the whole deployment have a ceiling', async () => {
    const once = { limit: 1, windowSeconds: 3600 };
    const many = { limit: 1000, windowSeconds: 3600 };
    const open = { ...deps.sms, perNumber: many, perPrefix: many, perAddress: many, ceiling: many };
    const cases = [
      { sms: { ...open, perNumber: once }, phones: ['+33740000001', '+33740000001'], same: false },
      { sms: { ...open, perPrefix: once }, phones: ['+33751000001', '+33751000002'], same: false },
      { sms: { ...open, perAddress: once }, phones: ['+33762000001', '+33773000002'], same: true },
    ];
    for (const { sms, phones, same } of cases) {
      const address = same ? '198.51.100.9' : undefined;
      const send = async (phone: string) => {
        const { cookie } = await atPhone();
        const request = requestOf({ phone }, { cookie, now: NOW, ...(address && { address }) });
        return sendPhoneCode(request, { ...deps, sms });
      };
      await send(phones[0] ?? '');
      expect(await refusalOf(send(phones[1] ?? ''))).toMatchObject({
        kind: 'too-many',
        code: 'limit-reached',
      });
    }
  });

  it('A3: before the e-mail address is proved no SMS goes out', async () => {
    const cookie = await begin();
    const before = deps.sent.texts.length;
    const refusal = await refusalOf(
      sendPhoneCode(requestOf({ phone: newNumber() }, { cookie, now: NOW }), deps),
    );
    expect(refusal).toMatchObject({ kind: 'conflict', code: 'step-out-of-order' });
    expect(deps.sent.texts).toHaveLength(before);
  });
});
