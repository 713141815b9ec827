import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kidOf } from '../../lambdas/domain/signing-key/signing-key.ts';
import { keepTokenKeys } from '../../lambdas/events/keep-token-keys.ts';
import { Crash, failingAt } from '../support/failing-step.ts';
import { openTokenKeyWorld, QUICK, type TokenKeyWorld } from '../support/token-key-world.ts';

const HOUR = 3600;
const MODES = ['wrapped', 'direct'] as const;

describe.each(MODES)('token keys in the mode %s', (mode) => {
  const settings = { ...QUICK, mode };
  let world: TokenKeyWorld;
  beforeAll(async () => {
    world = await openTokenKeyWorld();
  });
  afterAll(() => world.close());

  it('B1 B7: three days of rotations: what was signed before verifies after, by clients that cache and never ask again', async () => {
    const [instance, client] = [world.instance(), world.client()];
    const tokens: { readonly token: string; readonly at: number }[] = [];
    const kids = new Set<string>();
    for (let hour = 0; hour < 72; hour++) {
      // Two key-keepers at once, as when a schedule and an operator meet.
      await Promise.all([world.keep(settings), world.keep(settings)]);
      // On the next round of the clock, so that nothing depends on a run at the very instant.
      world.advance(HOUR / 2);
      for (const token of await instance.sign()) tokens.push({ token, at: Date.now() });
      const living = tokens.filter(({ at }) => Date.now() - at < settings.behindSeconds * 1000 - HOUR * 1000);
      for (const { token } of living) kids.add(await client.verify(token));
      world.advance(HOUR / 2);
    }
    expect(kids.size).toBeGreaterThanOrEqual(20); // two algorithms, a rotation every six hours
    expect(client.fetches()).toBeLessThanOrEqual(72);
  }, 120_000);

  it('B7: two key-keepers at once make one key: the line has the one that signs, the next, and retired ones', async () => {
    await Promise.all([world.keep(settings), world.keep(settings), world.keep(settings)]);
    for (const algorithm of ['ES256', 'RS256'] as const) {
      const line = await world.line(algorithm);
      expect(
        line.filter(({ startsAt }) => startsAt === undefined || startsAt.getTime() > Date.now()),
      ).toHaveLength(1);
      expect(line.length).toBeLessThanOrEqual(3);
      expect(line.map(({ custody }) => custody.mode)).toEqual(line.map(() => mode));
      const ids = line.map(({ id }) => Number(id));
      expect(ids).toEqual(ids.map((_, index) => (ids[0] ?? 0) + index));
    }
  });

  it('X3: retired keys are destroyed in their time, and no KMS key is left behind', async () => {
    const lines = [...(await world.line('ES256')), ...(await world.line('RS256'))];
    expect(await world.liveKmsKeys()).toBe(mode === 'direct' ? lines.length : 0);
    expect(world.events.filter(({ event }) => event === 'signing-key.gone').length).toBeGreaterThan(15);
  });

  it('B7: a crash before any step is made good by the next run, also by one of two at once', async () => {
    const verbs = {
      keys: ['line', 'reserve', 'takeOver', 'fill', 'start', 'withdraw', 'remove'],
      objects: ['load', 'replace'],
      audit: ['record'],
    };
    const [instance, client] = [world.instance(), world.client()];
    let steps = 0;
    // Every third hour a run crashes one step further; each time a rotation is due somewhere near.
    for (let step = 1; step <= 40; step++) {
      const failing = failingAt(world.deps(settings), verbs, step);
      const run = keepTokenKeys(undefined, new Date(), failing.deps);
      await run.catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      steps = Math.max(steps, failing.calls());
      world.advance(HOUR);
      await world.keep(settings);
      for (const token of await instance.sign()) await client.verify(token);
      world.advance(HOUR * 2);
    }
    expect(steps).toBeGreaterThan(15);
    await world.keep(settings);
    const lines = [...(await world.line('ES256')), ...(await world.line('RS256'))];
    expect(await world.liveKmsKeys()).toBe(mode === 'direct' ? lines.length : 0);
  }, 120_000);

  it('B7: a key does not start before it stands in the published JWKS, however long publishing fails', async () => {
    world.advance(7 * HOUR);
    await world.keep(settings);
    world.advance(7 * HOUR);
    const broken = {
      ...world.deps(settings).objects,
      replace: async () => Promise.reject(new Error('S3 is away')),
    };
    for (let hour = 0; hour < 24; hour++) {
      await expect(
        keepTokenKeys(undefined, new Date(), { ...world.deps(settings), objects: broken }),
      ).rejects.toThrow('S3 is away');
      world.advance(HOUR);
    }
    const published = world.published().map(({ kid }) => kid);
    const line = await world.line('ES256');
    for (const key of line) if (!published.includes(kidOf(key))) expect(key.startsAt).toBeUndefined();
    const client = world.client();
    for (const token of await world.instance().sign())
      expect(published).toContain(await client.verify(token));
  });

  it('X3: documents are written only when they say something new', async () => {
    world.advance(HOUR);
    await world.keep(settings);
    const { objects } = world.deps(settings);
    const before = await objects.load('/oauth/jwks');
    await world.keep(settings);
    expect((await objects.load('/oauth/jwks'))?.version).toBe(before?.version);
    expect(world.published()).toHaveLength(4);
    await world.keep({ ...settings, cacheSeconds: 600 });
    expect((await objects.load('/oauth/jwks'))?.cacheSeconds).toBe(600);
  });
});

describe('an operator’s orders', () => {
  let world: TokenKeyWorld;
  beforeAll(async () => {
    world = await openTokenKeyWorld();
    await world.keep(QUICK);
    await world.keep(QUICK);
  });
  afterAll(() => world.close());
  const past = HOUR * 3;

  it('B7: rotate: the next keys, long published, sign at once; what the old ones signed still verifies', async () => {
    world.advance(past);
    const [instance, client] = [world.instance(), world.client()];
    const before = await instance.sign();
    const kids = await Promise.all(before.map((token) => client.verify(token)));
    await world.keep(QUICK, { order: 'rotate', operator: 'alice' });
    world.advance(60);
    const after = await Promise.all((await instance.sign()).map((token) => client.verify(token)));
    expect(after.filter((kid) => kids.includes(kid))).toEqual([]);
    expect(await Promise.all(before.map((token) => client.verify(token)))).toEqual(kids);
    expect(world.events.filter(({ event }) => event === 'signing-key.started')).toMatchObject([
      { actor: 'operator:alice' },
      { actor: 'operator:alice' },
    ]);
  });

  it('X3: withdraw: a key that may be known to others signs no more, and once caches end it verifies nothing', async () => {
    world.advance(past);
    const instance = world.instance();
    const stubborn = world.client();
    const [token = ''] = await instance.sign();
    const kid = await stubborn.verify(token);
    await world.keep(QUICK, { order: 'withdraw', kid, operator: 'alice' });
    expect(world.published().map((key) => key.kid)).not.toContain(kid);
    world.advance(60);
    const [next = ''] = await instance.sign();
    expect(await stubborn.verify(next)).not.toBe(kid); // known since it was the next one
    world.advance(2 * HOUR);
    await expect(stubborn.verify(token)).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    await world.keep(QUICK);
    expect((await world.line('ES256')).map(kidOf)).not.toContain(kid);
  });

  it('X3: a kid that no key has is refused', async () => {
    await expect(world.keep(QUICK, { order: 'withdraw', kid: 'none', operator: 'alice' })).rejects.toThrow(
      'No signing key has the kid none',
    );
  });
});

describe('a change of mode in a live deployment', () => {
  let world: TokenKeyWorld;
  beforeAll(async () => {
    world = await openTokenKeyWorld();
  });
  afterAll(() => world.close());

  it('B7: wrapped → direct → wrapped: no token fails to verify, and each mode takes over once caches know its keys', async () => {
    const [instance, client] = [world.instance(), world.client()];
    const tokens: { readonly token: string; readonly at: number }[] = [];
    for (const mode of ['wrapped', 'direct', 'wrapped'] as const) {
      for (let hour = 0; hour < 9; hour++) {
        await world.keep({ ...QUICK, mode });
        world.advance(HOUR / 2);
        for (const token of await instance.sign()) tokens.push({ token, at: Date.now() });
        for (const { token, at } of tokens) if (Date.now() - at < 3 * HOUR * 1000) await client.verify(token);
        world.advance(HOUR / 2);
      }
      const active = (await world.line('ES256')).findLast(
        ({ startsAt, withdrawnAt }) => !withdrawnAt && startsAt && startsAt.getTime() <= Date.now(),
      );
      expect(active?.custody.mode).toBe(mode);
    }
    world.advance(6 * HOUR);
    await world.keep(QUICK);
    expect(await world.liveKmsKeys()).toBe(0);
  }, 60_000);
});
