import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
import { confirmPhone } from '../../../lambdas/endpoints/enrolment/confirm-phone.ts';
import { sendPhoneCode } from '../../../lambdas/endpoints/enrolment/send-phone-code.ts';
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
const codeIn = (text: string): string => /\b(\d{4,6})\b/.exec(text)?.[1] ?? '';

async function begin(now = NOW): Promise<string> {
  return cookieOf(await start(requestOf(ELIGIBLE, { now }), deps));
}

async function know(kind: 'email' | 'phone', value: string): Promise<void> {
  const id = await deps.identify(kind, value);
  const Item = { id: { S: id }, accountId: { S: 'account-1' } };
  await dynamo().send(new PutItemCommand({ TableName: 'account-handles', Item }));
}

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
