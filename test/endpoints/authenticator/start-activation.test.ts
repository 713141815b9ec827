import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { codeSentTo, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const start = (token: string) => service.browser().call('POST', '/api/authenticator/activation', { token });

describe('POST /api/authenticator/activation', () => {
  it('A11: sends a code to the number proved at enrolment, shown masked', async () => {
    const person = await service.person();
    const { status, body } = await start(await person.link('activate'));
    expect(status).toBe(200);
    expect(body).toMatchObject({ step: 'code', purpose: 'activate', codeLength: 4, triesLeft: 3 });
    expect(codeSentTo(service, person.identity.phone_number)).toMatch(/^\d{4}$/);
    expect(String(body.phone)).toMatch(/•/);
    expect(JSON.stringify(body)).not.toContain(person.identity.phone_number);
  });

  it('A3: a second code at once is refused with the time to wait, and given after it', async () => {
    const person = await service.person();
    const token = await person.link('activate');
    await start(token);
    const early = await start(token);
    expect([early.status, early.body.code]).toEqual([429, 'code-sent-recently']);
    service.advance(31);
    expect((await start(token)).status).toBe(200);
  });

  it('A11: an unknown and an expired link open nothing', async () => {
    const person = await service.person();
    expect((await start('x'.repeat(43))).status).toBe(410);
    const token = await person.link('activate', 60);
    service.advance(61);
    expect((await start(token)).body.code).toBe('link-expired');
  });

  it('X3: a suspended identity gets no code', async () => {
    const person = await service.person();
    await put('accounts', { ...person.account, status: 'suspended' });
    const { status, body } = await start(await person.link('activate'));
    expect([status, body.code]).toEqual([403, 'account-not-usable']);
    expect(codeSentTo(service, person.identity.phone_number)).toBe('');
  });

  it.each([
    ['no token', {}],
    ['a short token', { token: 'x' }],
    ['a list', { token: ['x'] }],
  ])('X2: refuses %s', async (_name, body) => {
    expect((await service.browser().call('POST', '/api/authenticator/activation', body)).status).toBe(400);
  });
});
