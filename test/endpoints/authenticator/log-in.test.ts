import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import { CITIZEN_COOKIE } from '../../../lambdas/domain/citizen-session/require-citizen.ts';
import { certifyPhone } from '../../support/certificate-record.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const LOG_IN = '/api/authenticator/log-in';
const SESSION = '/api/authenticator/session';
const logIn = ({ phone, pin }: PersonWithPhone) => phone.call('POST', LOG_IN, { pin });
const certificates = () => dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' });

describe('log in on the phone', () => {
  it('E5: the PIN opens a session in an HttpOnly, SameSite=Strict cookie', async () => {
    const person = await service.personWithPhone();
    const { status, body, headers } = await logIn(person);
    expect([status, body.method, body.certificate]).toEqual([201, 'pin', undefined]);
    const [cookie = ''] = headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^${CITIZEN_COOKIE}=[\\w-]{43}; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict$`),
    );
    expect((await person.phone.call('GET', SESSION)).body).toMatchObject({ method: 'pin' });
  });

  it('C1: with a good certificate on the phone’s key, the session is one by certificate', async () => {
    const person = await service.personWithPhone();
    const { id } = await certifyPhone(person.phone);
    expect((await logIn(person)).body).toMatchObject({ method: 'certificate', certificate: id });
  });

  it.each([
    ['suspended', { status: 'suspended' }],
    ['revoked', { status: 'revoked' }],
    ['still being issued', { status: 'issuing' }],
    ['expired', { notAfter: '2020-01-01T00:00:00.000Z' }],
    ['not yet valid', { notBefore: '2099-01-01T00:00:00.000Z' }],
    ['for another key', { keyId: 'another' }],
    ['a SIGNATURE certificate', { kind: 'signature' }],
  ] as const)('C1: a certificate that is %s gives a session by PIN only', async (_what, changes) => {
    const person = await service.personWithPhone();
    await certifyPhone(person.phone, changes);
    expect((await logIn(person)).body).toMatchObject({ method: 'pin' });
  });

  it('C5: suspended after log-in, the certificate no longer counts in the open session', async () => {
    const person = await service.personWithPhone();
    const certificate = await certifyPhone(person.phone);
    await logIn(person);
    expect((await person.phone.call('GET', SESSION)).body.method).toBe('certificate');
    await certificates().end({ certificate, reason: 'certificateHold', at: new Date() });
    expect((await person.phone.call('GET', SESSION)).body.method).toBe('pin');
  });

  it('B4: wrong codes count with those of approvals; three lock, the right one too, and one e-mail tells', async () => {
    const person = await service.personWithPhone({}, { email: 'lock@example.org' });
    for (const left of [2, 1]) {
      const { status, body } = await person.phone.call('POST', LOG_IN, { pin: '7777' });
      expect([status, body.code, body.triesLeft]).toEqual([422, 'pin-wrong', left]);
    }
    expect((await person.phone.call('POST', LOG_IN, { pin: '7777' })).body.code).toBe('pin-locked');
    expect((await logIn(person)).body.code).toBe('pin-locked');
    const told = service.aws.sent.queued.filter(({ to }) => to.email === 'lock@example.org');
    expect(told.filter(({ template }) => template === 'pin-locked')).toHaveLength(1);
  });

  it('B4: fifty simultaneous wrong codes: three are compared, no session is opened', async () => {
    const person = await service.personWithPhone();
    const before = service.aws.calls.get('KMS.VerifyMac') ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => person.phone.call('POST', LOG_IN, { pin: '7777' })),
    );
    expect((service.aws.calls.get('KMS.VerifyMac') ?? 0) - before).toBe(3);
    expect(answers.filter(({ body }) => body.code === 'pin-wrong')).toHaveLength(2);
    expect(answers.every(({ headers }) => headers.getSetCookie().length === 0)).toBe(true);
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 3, ceiling: 3 });
  });

  it('E5: without a device proof there is no log-in, whatever the PIN', async () => {
    const person = await service.personWithPhone();
    const { status, body } = await service.browser().call('POST', LOG_IN, { pin: person.pin });
    expect([status, body.code]).toEqual([401, 'device-proof']);
  });

  it('E5: a suspended identity cannot log in, and the PIN is not even looked at', async () => {
    const person = await service.personWithPhone();
    await put('accounts', { ...person.account, status: 'suspended', deviceId: person.phone.deviceId });
    expect((await logIn(person)).body.code).toBe('account-not-usable');
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 0 });
  });
});

describe('the session', () => {
  it('E5: ends by log-out, on the server too', async () => {
    const person = await service.personWithPhone();
    const { headers } = await logIn(person);
    const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await person.phone.call('DELETE', SESSION)).status).toBe(204);
    const stolen = await service.browser().call('GET', SESSION, undefined, { cookie });
    expect([stolen.status, stolen.body.code]).toEqual([401, 'not-signed-in']);
  });

  it('E5: a new log-in ends the session before it', async () => {
    const person = await service.personWithPhone();
    const first = (await logIn(person)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    await logIn(person);
    expect((await service.browser().call('GET', SESSION, undefined, { cookie: first })).status).toBe(401);
  });

  it('E5: ends after half an hour without use; use keeps it awake, but no longer than eight hours', async () => {
    const person = await service.personWithPhone();
    await logIn(person);
    const use = async () => (await person.phone.call('GET', SESSION)).status;
    for (let at = 0; at < 16; at += 1) {
      expect(await use(), `after ${at * 29} minutes`).toBe(200);
      service.advance(29 * 60);
    }
    service.advance(17 * 60);
    expect(await use()).toBe(401);
    await logIn(person);
    service.advance(31 * 60);
    expect(await use()).toBe(401);
  });

  it.each([
    ['suspended', { status: 'suspended' }, 403],
    ['closed', { status: 'closed' }, 403],
    ['bound to another phone', { deviceId: 'another' }, 401],
  ])('E5: is worth nothing once the identity is %s', async (_what, changes, status) => {
    const person = await service.personWithPhone();
    await logIn(person);
    await put('accounts', {
      ...person.account,
      status: 'active',
      deviceId: person.phone.deviceId,
      ...changes,
    });
    expect((await person.phone.call('GET', SESSION)).status).toBe(status);
  });
});
