import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoMoveNotices } from '../../../lambdas/adapters/aws/dynamo-move-notices.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

const MOST = 200;
/** As long as a notice and its receipt are, sealed. */
const SEALED = 'x'.repeat(9000);
const ids = Array.from({ length: MOST }, (_, index) => `business-${index}`);
const NOW = new Date('2026-11-22T10:00:00Z');

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['move-notices']);
});
afterAll(() => aws?.stop());

const notices = dynamoMoveNotices('move-notices');
const finish = (businessId: string) =>
  notices.finish({ moveId: 'large', businessId }, { state: 'accepted', at: NOW, sealed: SEALED });

describe('notices of a move', () => {
  it('E6: of the most businesses that can be ticked none is lost from sight, and the last one is noticed', async () => {
    await Promise.all(
      ids.map((businessId) => notices.queue({ moveId: 'large', businessId, accountId: 'a' })),
    );
    const [last = '', ...others] = ids.toReversed();
    await Promise.all(others.map(finish));
    const all = await notices.of('large');
    expect(all.map(({ businessId }) => businessId).sort()).toEqual([...ids].sort());
    expect(all.some(({ sealed }) => sealed !== undefined)).toBe(false);
    expect(await notices.anyQueued('large')).toBe(true);
    await finish(last);
    expect(await notices.anyQueued('large')).toBe(false);
    expect((await notices.find('large', last))?.sealed).toBe(SEALED);
  });

  it('E6: a notice ends once', async () => {
    await notices.queue({ moveId: 'm', businessId: 'b', accountId: 'a' });
    const ends = await Promise.all(
      (['accepted', 'refused', 'stopped'] as const).map((state) =>
        notices.finish({ moveId: 'm', businessId: 'b' }, { state, at: NOW }),
      ),
    );
    const [won, ...lost] = ends.filter((end) => end !== undefined);
    expect(lost).toEqual([]);
    expect((await notices.find('m', 'b'))?.state).toBe(won?.state);
  });

  it('E6: of couriers that come at once one has the notice; after its time another may', async () => {
    await notices.queue({ moveId: 'c', businessId: 'b', accountId: 'a' });
    const until = new Date(+NOW + 30_000);
    const claims = await Promise.all(Array.from({ length: 10 }, () => notices.claim('c', 'b', until, NOW)));
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    const later = new Date(+until + 1);
    expect((await notices.claim('c', 'b', new Date(+later + 30_000), later))?.attempts).toBe(2);
  });

  it('E6: what will be sent is kept once', async () => {
    await notices.queue({ moveId: 'k', businessId: 'b', accountId: 'a' });
    expect(await notices.keepNotice('k', 'b', 'first')).toBe(true);
    expect(await notices.keepNotice('k', 'b', 'second')).toBe(false);
    expect((await notices.find('k', 'b'))?.sealed).toBe('first');
  });
});
