import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { showStatus } from '../../../lambdas/endpoints/oidc/show-status.ts';
import { startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
beforeAll(async () => {
  service = await startTokenService();
});
afterAll(() => service.stop());

const at = (seconds: number) =>
  ({ now: new Date(seconds * 1000) }) as Parameters<ReturnType<typeof showStatus>>[0];

describe('GET /oauth/status', () => {
  it('B2: FranceConnect: up, by one read that many askers share', async () => {
    const cost = await service.costs(async () => {
      for (let n = 0; n < 10; n += 1) {
        const { status, body } = await service.call('GET', '/oauth/status');
        expect([status, body]).toEqual([200, { status: 'up' }]);
      }
    });
    expect(cost['DynamoDB.GetItem']).toBe(1);
  });

  it('B2: down when the store does not answer, without telling why; up again when it does', async () => {
    let broken = true;
    const show = showStatus({
      grants: {
        async find() {
          if (broken) throw new Error('table of 12 people is on fire');
          return undefined;
        },
      },
    });
    const down = await show(at(0));
    expect(down).toMatchObject({
      status: 503,
      body: { status: 'down' },
      headers: { 'cache-control': 'no-store' },
    });
    expect(JSON.stringify(down)).not.toContain('fire');
    broken = false;
    expect((await show(at(3))).status).toBe(503);
    expect((await show(at(6))).status).toBeUndefined();
  });
});
