import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPage } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService({
    approvalsPerNumber: { limit: 3, windowSeconds: 600 },
    approvalsPerAddress: { limit: 6, windowSeconds: 600 },
  });
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

describe('POST /api/sign-in/{interaction}/phone', () => {
  it('X2: so many requests per number and per address, known or not; then 429 with the time to wait', async () => {
    const page = await openPage(service);
    const ask = async (phone: string): Promise<number> => (await page.post('phone', { phone })).status;
    const statuses = [];
    for (let i = 0; i < 4; i += 1) statuses.push(await ask('+33612340001'));
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect([await ask('+33612340002'), await ask('+33612340002')]).toEqual([200, 200]);
    const refused = await page.post('phone', { phone: '+33612340003' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await page.show()).state).toBe('waiting');
  });

  it.each([
    ['no body', undefined, 415],
    ['no phone', {}, 400],
    ['another member', { phone: '+33612340009', admin: true }, 400],
    ['a number that is none', { phone: 7 }, 400],
    ['a text without end', { phone: '6'.repeat(33) }, 400],
  ])('X2: refuses %s', async (_name, body, status) => {
    const page = await openPage(service);
    expect((await page.post('phone', body)).status).toBe(status);
  });
});
