import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activeKey,
  lifeStage,
  pendingKey,
  publishedKeys,
} from '../../../lambdas/domain/signing-key/key-life.ts';
import { isAbandoned, misfit, startOfNext } from '../../../lambdas/domain/signing-key/key-schedule.ts';
import {
  nextId,
  type SigningKey,
  type SigningMode,
} from '../../../lambdas/domain/signing-key/signing-key.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 22) + seconds * 1000);
const BEHIND = 4000;

function key(
  place: number,
  startsAt?: number,
  more: { mode?: SigningMode; withdrawnAt?: number } = {},
): SigningKey {
  const { mode = 'wrapped', withdrawnAt } = more;
  return {
    algorithm: 'ES256',
    id: String(place).padStart(6, '0'),
    publicJwk: { kid: `k${place}` },
    custody: mode === 'wrapped' ? { mode, privateKey: '' } : { mode, kmsKey: 'arn' },
    ...(startsAt !== undefined && { startsAt: at(startsAt) }),
    ...(withdrawnAt !== undefined && { withdrawnAt: at(withdrawnAt) }),
  };
}

const stages = (line: SigningKey[], now: number) => line.map((one) => lifeStage(one, line, at(now), BEHIND));

describe('the life of a key', () => {
  const line = [key(1, 0), key(2, 1000), key(3)];

  it('B7: pending until it starts, active until the next starts, retired while what it signed lives, then gone', () => {
    expect(stages(line, 0)).toEqual(['active', 'pending', 'pending']);
    expect(stages(line, 999)).toEqual(['active', 'pending', 'pending']);
    expect(stages(line, 1000)).toEqual(['retired', 'active', 'pending']);
    expect(stages(line, 4999)).toEqual(['retired', 'active', 'pending']);
    expect(stages(line, 5000)).toEqual(['gone', 'active', 'pending']);
  });

  it('B7: a key that was not told when to start never signs, however late it gets', () => {
    expect(activeKey(line, at(1e8))?.id).toBe('000002');
    expect(pendingKey(line, at(1e8))?.id).toBe('000003');
  });

  it('X3: a withdrawn key is not published and not used; it goes when no instance can still hold it', () => {
    const withdrawn = [key(1, 0), key(2, 1000, { withdrawnAt: 1500 }), key(3, 1500)];
    expect(stages(withdrawn, 1600)).toEqual(['retired', 'withdrawn', 'active']);
    expect(publishedKeys(withdrawn, at(1600), BEHIND).map(({ id }) => id)).toEqual(['000001', '000003']);
    expect(stages(withdrawn, 2100)).toEqual(['retired', 'gone', 'active']);
  });

  it('B7: a key that was withdrawn before its start retires nobody', () => {
    const changed = [key(1, 0), key(2, 1000, { withdrawnAt: 500 }), key(3, 2000)];
    expect(stages(changed, 1500)).toEqual(['active', 'gone', 'pending']);
    expect(activeKey(changed, at(1500))?.id).toBe('000001');
  });

  it('B7: at every instant of every line exactly one key is active, once one has started, and it is published', () => {
    const lines = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 5000 }), withdrawn: fc.option(fc.nat(20_000)) }), {
        minLength: 1,
        maxLength: 6,
      })
      .map((members) => {
        let start = 0;
        return members.map(({ gap, withdrawn }, index) => {
          start += gap;
          // The first stays: an operator's withdrawal starts the successor before.
          return key(index + 1, start, index > 0 && withdrawn !== null ? { withdrawnAt: withdrawn } : {});
        });
      });
    fc.assert(
      fc.property(lines, fc.nat(40_000), (some, now) => {
        const active = some.filter((one) => lifeStage(one, some, at(now), BEHIND) === 'active');
        const signing = activeKey(some, at(now));
        expect(active.length).toBeLessThanOrEqual(1);
        if (active[0] !== undefined) expect(signing).toBe(active[0]);
        for (const one of active) expect(publishedKeys(some, at(now), BEHIND)).toContain(one);
        expect(pendingKey(some, at(now))).not.toBe(signing ?? null);
      }),
    );
  });
});

describe('when keys follow each other', () => {
  const rules = {
    mode: 'wrapped',
    rotationSeconds: 6000,
    aheadSeconds: 2000,
    behindSeconds: BEHIND,
  } as const;

  it('B7: the first key starts at once; the next when the active one has signed its time, but not before caches know it', () => {
    expect(startOfNext(undefined, at(50), rules)).toEqual(at(50));
    expect(startOfNext(key(1, 0), at(10), rules)).toEqual(at(6000));
    expect(startOfNext(key(1, 0), at(5000), rules)).toEqual(at(7000));
  });

  it('B7: a change of mode waits for caches only', () => {
    expect(startOfNext(key(1, 0, { mode: 'direct' }), at(10), rules)).toEqual(at(2010));
  });

  it('B7: a pending key of the other mode is dropped only where one of the right mode starts sooner', () => {
    const direct = (startsAt?: number) => ({ keys: [key(1, 0), key(2, startsAt, { mode: 'direct' })] });
    expect(misfit(direct(), at(10), rules)?.id).toBe('000002');
    expect(misfit(direct(6000), at(10), rules)?.id).toBe('000002');
    expect(misfit(direct(2010), at(10), rules)).toBeUndefined();
    expect(misfit({ keys: [key(1, 0), key(2, 6000)] }, at(10), rules)).toBeUndefined();
  });

  it('X3: a reservation is abandoned after two minutes, twice as long as the key-keeper can run', () => {
    const reservation = { algorithm: 'ES256', id: '000001', mode: 'wrapped', reservedAt: at(0) } as const;
    expect(isAbandoned(reservation, at(119))).toBe(false);
    expect(isAbandoned(reservation, at(120))).toBe(true);
  });

  it('X3: places are never used twice while a later one is known', () => {
    expect(nextId({ keys: [] })).toBe('000001');
    expect(nextId({ keys: [key(7, 0), key(8)] })).toBe('000009');
  });
});
