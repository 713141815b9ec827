import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoBoxItems } from '../../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoBoxes } from '../../../lambdas/adapters/aws/dynamo-boxes.ts';
import type { BoxItem, Folder } from '../../../lambdas/domain/box/box-items.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
const items = dynamoBoxItems('box-items');
const boxes = dynamoBoxes('boxes');
const NOW = new Date('2026-11-22T10:00:00Z');

beforeAll(async () => {
  aws = await startAws(['box-items', 'boxes']);
});
afterAll(() => aws.stop());

const itemOf = (boxId: string, n: number, folder: Folder = 'inbox'): BoxItem => {
  const arrivedAt = new Date(NOW.getTime() + n * 1000).toISOString();
  return { boxId, itemId: `${arrivedAt}#${n}`, folder, kind: 'notice', arrivedAt, sealed: `sealed ${n}` };
};

describe('box items', () => {
  it('E2: an item with the same id is kept once, also when two arrive together', async () => {
    const item = itemOf(randomUUID(), 1);
    const kept = await Promise.all([items.keep(item), items.keep({ ...item, sealed: 'other' })]);
    expect(kept.filter(Boolean)).toHaveLength(1);
    expect(await items.keep(item)).toBe(false);
  });

  it('E2: a folder is listed newest first, page by page, without the other folders', async () => {
    const box = randomUUID();
    for (let n = 0; n < 5; n += 1) await items.keep(itemOf(box, n));
    await items.keep(itemOf(box, 9, 'notices'));
    const first = await items.list(box, 'inbox', 3);
    expect(first.items.map((item) => item.sealed)).toEqual(['sealed 4', 'sealed 3', 'sealed 2']);
    const second = await items.list(box, 'inbox', 3, first.next);
    expect(second.items.map((item) => item.sealed)).toEqual(['sealed 1', 'sealed 0']);
    expect(second.next).toBeUndefined();
  });

  it('E2: a filed item leaves its folder and appears in the other', async () => {
    const item = itemOf(randomUUID(), 1);
    await items.keep(item);
    expect(await items.file(item.boxId, item.itemId, 'safe')).toBe(true);
    expect((await items.list(item.boxId, 'inbox', 10)).items).toEqual([]);
    expect((await items.list(item.boxId, 'safe', 10)).items).toEqual([{ ...item, folder: 'safe' }]);
  });

  it('E2: the first reading is noted once', async () => {
    const item = itemOf(randomUUID(), 1);
    await items.keep(item);
    expect(await items.markRead(item.boxId, item.itemId, NOW)).toBe(true);
    expect(await items.markRead(item.boxId, item.itemId, new Date())).toBe(false);
    expect((await items.find(item.boxId, item.itemId))?.readAt).toBe(NOW.toISOString());
  });

  it('E2: what is not there cannot be read, filed or deleted, and nothing comes of trying', async () => {
    const box = randomUUID();
    expect(await items.markRead(box, 'x', NOW)).toBe(false);
    expect(await items.file(box, 'x', 'safe')).toBe(false);
    expect(await items.delete(box, 'x')).toBe(false);
    await items.follow({ boxId: box, itemId: 'x', sealed: 'y', letterState: 'accepted' });
    expect(await items.find(box, 'x')).toBeUndefined();
  });

  it('E2: of two deletions at the same time one deletes', async () => {
    const item = itemOf(randomUUID(), 1);
    await items.keep(item);
    const outcome = await Promise.all([
      items.delete(item.boxId, item.itemId),
      items.delete(item.boxId, item.itemId),
    ]);
    expect(outcome.filter(Boolean)).toHaveLength(1);
  });
});

describe('boxes', () => {
  it('E2: a box is opened, closed and opened again with what it held', async () => {
    const id = randomUUID();
    expect(await boxes.close(id, NOW)).toBe(false);
    expect(await boxes.open(id, NOW)).toEqual({ id, status: 'open', openedAt: NOW.toISOString(), bytes: 0 });
    expect(await boxes.reserve(id, 10, 100)).toBe(true);
    expect((await boxes.open(id, new Date())).openedAt).toBe(NOW.toISOString());
    expect(await boxes.close(id, NOW)).toBe(true);
    expect(await boxes.close(id, NOW)).toBe(false);
    const later = new Date('2026-12-01T00:00:00Z');
    expect(await boxes.open(id, later)).toEqual({
      id,
      status: 'open',
      openedAt: later.toISOString(),
      bytes: 10,
    });
  });

  it('E2: storage is never taken beyond the limit, also when many documents come at once', async () => {
    const id = randomUUID();
    await boxes.open(id, NOW);
    const taken = await Promise.all(Array.from({ length: 8 }, () => boxes.reserve(id, 30, 100)));
    expect(taken.filter(Boolean)).toHaveLength(3);
    await boxes.release(id, 30);
    expect((await boxes.find(id))?.bytes).toBe(60);
    expect(await boxes.reserve(id, 41, 100)).toBe(false);
    expect(await boxes.reserve(id, 40, 100)).toBe(true);
  });

  it('E2: nobody takes storage of a box that does not exist', async () => {
    expect(await boxes.reserve(randomUUID(), 1, 100)).toBe(false);
  });
});
