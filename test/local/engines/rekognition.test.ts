import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rekognition } from '../../../local/engines/rekognition/service.ts';
import { sampleHolder } from '../../../local/specimens/holders.ts';
import { person } from '../../../local/specimens/people.ts';
import { renderSpecimen } from '../../../local/specimens/specimen.ts';
import { bucketWith, calledBy, ROLE } from './cloud-stub.ts';

const [portrait] = await person('recorded').portraits();
const [, , , , , , , laughing] = await person('recorded').scenes();
const [stranger] = await person('guest-6').scenes();
const order = { kind: 'identity-card', holder: sampleHolder('identity-card', 4), portrait, seed: 4 } as const;
const { front: card } = await renderSpecimen({ ...order, degrade: { rotate: 90, longSide: 1200, jpeg: 80 } });
const blank = await sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } })
  .jpeg()
  .toBuffer();

const service = rekognition(bucketWith({ card, laughing: laughing ?? blank, stranger, blank }));
afterAll(() => service.stop?.());

interface Answer {
  readonly FaceMatches: readonly { readonly Similarity: number }[];
  readonly UnmatchedFaces: readonly unknown[];
  readonly FaceDetails: readonly {
    readonly BoundingBox: { Left: number; Width: number };
    readonly Pose: { Yaw: number };
    readonly EyesOpen?: unknown;
  }[];
}
const call = (name: string, input: Record<string, unknown>) =>
  service.call({ name, input }, calledBy(ROLE)) as Promise<Answer>;
const inBucket = (Name: string) => ({ S3Object: { Bucket: 'evidence', Name } });
const compare = (source: string, target: string, more: Record<string, unknown> = {}) =>
  call('CompareFaces', { SourceImage: inBucket(source), TargetImage: inBucket(target), ...more });
const bytes = (picture: Uint8Array) => ({ Image: { Bytes: Buffer.from(picture).toString('base64') } });

describe('Rekognition on the laptop', () => {
  let genuine: Answer;
  beforeAll(async () => {
    genuine = await compare('card', 'laughing');
  }, 90_000);

  it('A9: knows the holder of a card photographed sideways, laughing before the camera', () => {
    expect(genuine.FaceMatches).toHaveLength(1);
    expect(genuine.FaceMatches[0]?.Similarity).toBeGreaterThan(90);
    expect(genuine.UnmatchedFaces).toEqual([]);
  });

  it('A9: does not take another person for the holder', async () => {
    const refused = await compare('card', 'stranger');
    expect(refused.FaceMatches).toEqual([]);
    expect(refused.UnmatchedFaces).toHaveLength(1);
    const scored = await compare('card', 'stranger', { SimilarityThreshold: 0 });
    expect(scored.FaceMatches[0]?.Similarity).toBeLessThan(40);
  }, 90_000);

  it('A9: finds nobody where nobody is, and says that a source without a face cannot be compared', async () => {
    expect((await call('DetectFaces', { Image: inBucket('blank') })).FaceDetails).toEqual([]);
    await expect(compare('blank', 'stranger')).rejects.toMatchObject({ code: 'InvalidParameterException' });
  }, 90_000);

  it('A9: honours the camera’s orientation and measures what it answers', async () => {
    const upright = await call('DetectFaces', { ...bytes(portrait), Attributes: ['ALL'] });
    const turned = await sharp(await sharp(portrait).rotate(-90).toBuffer())
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const found = await call('DetectFaces', bytes(turned));
    const [first, second] = [upright.FaceDetails[0], found.FaceDetails[0]];
    expect(second?.BoundingBox.Left).toBeCloseTo(first?.BoundingBox.Left ?? Number.NaN, 1);
    expect(Math.abs(second?.Pose.Yaw ?? 90)).toBeLessThan(20);
    expect(first?.EyesOpen).toMatchObject({ Value: true });
    expect(second?.EyesOpen).toBeUndefined();
  }, 90_000);

  it('A9: refuses other formats, too many bytes, too small pictures and unknown options', async () => {
    const webp = await sharp(portrait).webp().toBuffer();
    await expect(call('DetectFaces', bytes(webp))).rejects.toMatchObject({
      code: 'InvalidImageFormatException',
    });
    await expect(call('DetectFaces', bytes(Buffer.alloc(0)))).rejects.toMatchObject({
      code: 'InvalidImageFormatException',
    });
    await expect(call('DetectFaces', bytes(Buffer.alloc(5_300_000)))).rejects.toMatchObject({
      code: 'ImageTooLargeException',
    });
    const small = await sharp(portrait).resize(60, 77).jpeg().toBuffer();
    await expect(call('DetectFaces', bytes(small))).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
    await expect(
      call('DetectFaces', { ...bytes(portrait), Attributes: ['AGE_RANGE'] }),
    ).rejects.toMatchObject({ code: 'InvalidParameterException' });
    await expect(compare('card', 'stranger', { SimilarityThreshold: 101 })).rejects.toMatchObject({
      code: 'InvalidParameterException',
    });
  });
});
