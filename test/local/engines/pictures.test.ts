import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodePicture } from '../../../local/engines/picture/decode.ts';
import { PictureRefused } from '../../../local/engines/picture/refusal.ts';
import { pdfOf } from './pdf-file.ts';

const LIMITS = { accepted: ['jpeg', 'png', 'pdf'] } as const;
const flat = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#a03020' } });
const reasonOf = async (bytes: Uint8Array): Promise<string> =>
  decodePicture(bytes, LIMITS).then(
    () => 'accepted',
    (error: unknown) => (error instanceof PictureRefused ? error.reason : String(error)),
  );

describe('pictures from outside', () => {
  it('A7: refuses what is no JPEG, PNG or PDF, whatever it is called', async () => {
    expect(await reasonOf(Buffer.alloc(0))).toBe('format');
    expect(await reasonOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('format');
    expect(await reasonOf(await flat(20, 20).webp().toBuffer())).toBe('format');
    expect(await reasonOf(await flat(20, 20).gif().toBuffer())).toBe('format');
  });

  it('A7: refuses a picture that is cut short or damaged', async () => {
    const jpeg = await sharp({
      create: {
        width: 600,
        height: 400,
        channels: 3,
        background: 'grey',
        noise: { type: 'gaussian', mean: 120, sigma: 40 },
      },
    })
      .jpeg()
      .toBuffer();
    expect(await reasonOf(jpeg.subarray(0, jpeg.length >> 1))).toBe('damaged');
    expect(await reasonOf(Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(500, 7)]))).toBe('damaged');
    expect(await reasonOf(Buffer.from('%PDF-1.7 nothing'))).toBe('damaged');
  });

  it('A7: refuses more than 50 million pixels before decoding them', async () => {
    expect(await reasonOf(await flat(9000, 6000).png({ compressionLevel: 1 }).toBuffer())).toBe('too-large');
  });

  it('A7: refuses an animated PNG', async () => {
    const png = await flat(30, 30).png().toBuffer();
    const control = Buffer.alloc(20);
    control.writeUInt32BE(8, 0);
    control.write('acTL', 4);
    expect(await reasonOf(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]))).toBe('format');
  });

  it('A7: applies the camera’s orientation and caps the size', async () => {
    const turned = await flat(3000, 1000).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const { width, height } = await decodePicture(turned, LIMITS);
    expect([width, height]).toEqual([533, 1600]);
  });

  it('A7: draws a one-page PDF whose script never runs; refuses several pages and passwords', async () => {
    const jpeg = await flat(400, 200).jpeg().toBuffer();
    const drawn = await decodePicture(pdfOf([jpeg], { script: 'app.alert("ran"); while (true) {}' }), LIMITS);
    expect([drawn.width, drawn.height]).toEqual([1600, 800]);
    const middle = [...drawn.data.subarray((400 * 1600 + 800) * 3, (400 * 1600 + 800) * 3 + 3)];
    for (const [at, level] of [0xa0, 0x30, 0x20].entries())
      expect(Math.abs((middle[at] ?? 0) - level)).toBeLessThan(6);
    expect(await reasonOf(pdfOf([jpeg, jpeg]))).toBe('several-pages');
    expect(await reasonOf(pdfOf([jpeg], { encrypted: true }))).toBe('encrypted');
  });
});
