import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { requirePin } from '../../../lambdas/domain/pin/require-pin.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const PIN = '/api/account/pin';
let people = 0;
const somebody = (): Promise<PersonWithPhone> => {
  people += 1;
  return service.personWithPhone({}, { email: `pin-${people}@example.org` });
};
const change = ({ phone }: PersonWithPhone, current: string, pin: string, repeated = pin) =>
  phone.call('PUT', PIN, { current, pin, repeated });
const logIn = async ({ phone }: PersonWithPhone, pin: string) =>
  (await phone.call('POST', '/api/authenticator/log-in', { pin })).status;
const told = ({ identity }: PersonWithPhone) =>
  service.aws.sent.queued.filter(
    ({ to, template }) => to?.email === identity.email && template === 'pin-changed',
  );

describe('PUT /api/account/pin', () => {
  it('B11: the code as it is and another one typed twice: only the new one counts, and the person is told', async () => {
    const person = await somebody();
    expect((await change(person, person.pin, '5927')).status).toBe(204);
    expect(await logIn(person, person.pin)).toBe(422);
    expect(await logIn(person, '5927')).toBe(201);
    expect(told(person)).toHaveLength(1);
    expect(service.aws.sent.messages).toContainEqual(
      expect.objectContaining({
        kind: 'account-event',
        accountId: person.account.id,
        event: { type: 'credential-changed', credential: 'pin' },
      }),
    );
  });

  it('B4: the code as it is has the tries and the lock of every other use; a wrong one changes nothing', async () => {
    const person = await somebody();
    expect((await change(person, '7777', '5927')).body).toMatchObject({ code: 'pin-wrong', triesLeft: 2 });
    expect(await logIn(person, '7777')).toBe(422);
    expect((await change(person, '7777', '5927')).body.code).toBe('pin-locked');
    expect((await change(person, person.pin, '5927')).body.code).toBe('pin-locked');
    expect(told(person)).toHaveLength(0);
    const before = await dynamoPins('pins').find(person.account.id);
    expect(before).toMatchObject({ attempts: 3, ceiling: 3 });
  });

  it('B4: fifty simultaneous changes with wrong codes: three are compared, none changes anything', async () => {
    const person = await somebody();
    const before = service.aws.calls.get('KMS.VerifyMac') ?? 0;
    await Promise.all(Array.from({ length: 50 }, () => change(person, '7777', '5927')));
    expect((service.aws.calls.get('KMS.VerifyMac') ?? 0) - before).toBe(3);
    expect(told(person)).toHaveLength(0);
  });

  it.each([
    ['0000', '0000', 'pin-repeated'],
    ['1234', '1234', 'pin-sequence'],
    ['1307', '1307', 'pin-birth-date'],
    ['5927', '5928', 'pin-differs'],
    ['4831', '4831', 'pin-unchanged'],
  ])('A11: %s and %s are refused as new codes: %s', async (pin, repeated, code) => {
    const person = await somebody();
    const { status, body } = await change(person, person.pin, pin, repeated);
    expect([status, body.code]).toEqual([422, code]);
    expect(await logIn(person, person.pin)).toBe(201);
  });

  it('A11: what is wrong with a new code is told to nobody who does not know the old one', async () => {
    const person = await somebody();
    expect((await change(person, '7777', '1307')).body.code).toBe('pin-wrong');
  });

  it('B4: of ten simultaneous changes one counts, and its code is the one that logs in', async () => {
    const person = await somebody();
    const pins = ['5927', '5928', '5938', '5948', '5958', '5968', '5978', '5987', '5916', '5906'];
    const answers = await Promise.all(pins.map((pin) => change(person, person.pin, pin)));
    const changed = pins.filter((_pin, index) => answers[index]?.status === 204);
    expect(changed).toHaveLength(1);
    for (const { status, body } of answers.filter(({ status }) => status !== 204)) {
      expect([status, body.code]).not.toContain(500);
      expect(['pin-changed-elsewhere', 'pin-wrong', 'pin-locked']).toContain(body.code);
    }
  });

  it('B4: locked between the right code and the change, it stays locked', async () => {
    const person = await somebody();
    const pins = dynamoPins('pins');
    const pinHash = kmsShortSecretHash('pins');
    const attempt = await requirePin(person.account.id, person.pin, { pins, pinHash, tries: 3 });
    for (const _ of [1, 2, 3]) await pins.reserve(person.account.id);
    expect(await pins.replace(attempt, { mac: attempt.mac, salt: 'another', tries: 3 })).toBe(false);
    expect(await pins.reserve(person.account.id)).toBeUndefined();
  });

  it('B11: nobody else’s: another phone changes its own person’s code only, a browser none', async () => {
    const [person, other] = [await somebody(), await somebody()];
    expect((await change(other, other.pin, '5927')).status).toBe(204);
    expect(await logIn(person, person.pin)).toBe(201);
    const body = { current: person.pin, pin: '5927', repeated: '5927' };
    expect((await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin })).status).toBe(
      201,
    );
    expect((await service.browser().call('PUT', PIN, body)).status).toBe(401);
  });

  it('B11: a suspended identity changes no code, and its code is not even looked at', async () => {
    const person = await somebody();
    await put('accounts', { ...person.account, status: 'suspended', deviceId: person.phone.deviceId });
    expect((await change(person, person.pin, '5927')).body.code).toBe('account-not-usable');
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 0 });
  });
});
