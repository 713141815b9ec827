import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import type { PinAttempt } from '../../../lambdas/domain/pin/pin-record.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { put } from '../../support/sign-in.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['pins']);
});
afterAll(() => aws.stop());

const pins = dynamoPins('pins');

async function pinOf(): Promise<string> {
  const id = randomness.id();
  await put('pins', { id, mac: new Uint8Array(32), salt: 'salt', attempts: 0, ceiling: 3 });
  return id;
}

async function reserved(id: string): Promise<PinAttempt> {
  const attempt = await pins.reserve(id);
  if (attempt === undefined) throw new Error('locked');
  return attempt;
}

describe('PIN attempts', () => {
  it('B4: fifty at once reserve three', async () => {
    const id = await pinOf();
    const attempts = await Promise.all(Array.from({ length: 50 }, () => pins.reserve(id)));
    expect(attempts.flatMap((attempt) => attempt?.triesLeft ?? []).sort()).toEqual([0, 1, 2]);
    expect(await pins.reserve(id)).toBeUndefined();
  });

  it('B4: a right one forgives itself and those before, not those after', async () => {
    const id = await pinOf();
    const right = await reserved(id);
    await reserved(id);
    await reserved(id);
    await pins.forgive(right, 3);
    expect((await reserved(id)).triesLeft).toBe(0);
    expect(await pins.reserve(id)).toBeUndefined();
  });

  it('B4: a right third try opens all three again', async () => {
    const id = await pinOf();
    await reserved(id);
    await reserved(id);
    await pins.forgive(await reserved(id), 3);
    expect((await reserved(id)).triesLeft).toBe(2);
  });

  it('B4: an old right PIN gives nothing to a new one chosen meanwhile; an earlier one lowers nothing', async () => {
    const id = await pinOf();
    const [first, second] = [await reserved(id), await reserved(id)];
    await pins.forgive(second, 3);
    await pins.forgive(first, 3);
    expect(await pins.find(id)).toMatchObject({ attempts: 2, ceiling: 5 });
    await put('pins', { id, mac: new Uint8Array(32), salt: 'new', attempts: 0, ceiling: 3 });
    await pins.forgive(second, 3);
    expect(await pins.find(id)).toMatchObject({ ceiling: 3 });
  });

  it('B4: nobody has tries without a PIN', async () => {
    expect(await pins.reserve('unknown')).toBeUndefined();
    expect(await pins.find('unknown')).toBeUndefined();
  });
});
