import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspectPicture } from '../../../lambdas/domain/picture/inspect-picture.ts';

const LIMITS = { maximumPixels: 40_000_000 };
const look = (bytes: Uint8Array) => inspectPicture(bytes, LIMITS);
const picture = (width = 800, height = 600) =>
  sharp({ create: { width, height, channels: 3, background: '#888' } });

describe('pictures', () => {
  it.each([
    ['JPEG', async () => picture().jpeg().toBuffer(), 'image/jpeg'],
    ['progressive JPEG', async () => picture().jpeg({ progressive: true }).toBuffer(), 'image/jpeg'],
    ['PNG', async () => picture().png().toBuffer(), 'image/png'],
  ])('A7: a %s is taken with its size', async (_, make, type) => {
    expect(look(await make())).toMatchObject({ type, width: 800, height: 600, extracted: false });
  });

  it('A7: a JPEG with EXIF before its frame is measured right', async () => {
    const bytes = await picture(1200, 900).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(look(bytes)).toMatchObject({ width: 1200, height: 900 });
  });

  it('A7: nothing, text, and a file cut off are each told apart', async () => {
    expect(look(new Uint8Array())).toBe('empty');
    expect(look(Buffer.from('hello, I am a picture'))).toBe('not-a-picture');
    expect(look((await picture().jpeg().toBuffer()).subarray(0, 20))).toBe('damaged-file');
    expect(look(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('not-a-picture');
  });

  it('A7: 50 megapixels are refused by the header alone, however small the file', async () => {
    const huge = await picture(10_000, 5_001).png({ compressionLevel: 9 }).toBuffer();
    expect(huge.length).toBeLessThan(1_000_000);
    expect(look(huge)).toBe('too-many-pixels');
  });

  it('A7: a picture with a side too short for the recognisers is refused by the header', async () => {
    expect(look(await picture(79, 600).jpeg().toBuffer())).toBe('too-small');
    expect(look(await picture(80, 600).jpeg().toBuffer())).toMatchObject({ width: 80 });
  });

  it('A7: animations are refused', async () => {
    const frames = Buffer.concat([Buffer.alloc(64 * 64 * 3, 30), Buffer.alloc(64 * 64 * 3, 200)]);
    const pages = sharp(frames, { raw: { width: 64, height: 128, channels: 3, pageHeight: 64 } });
    expect(look(await pages.webp({ loop: 0, delay: [100, 100] }).toBuffer())).toBe('animated');
    expect(look(apng(await picture(64, 64).png().toBuffer()))).toBe('animated');
    expect(look(await picture(64, 64).gif().toBuffer())).toBe('format-not-accepted');
  });

  it.each([
    ['lossy', { lossless: false }],
    ['lossless', { lossless: true }],
  ])('A7: a %s WebP is recognised', async (_, options) => {
    expect(look(await picture().webp(options).toBuffer())).toBe('webp-not-readable');
  });

  it('A7: HEIC gets its own advice, whatever its name', () => {
    expect(look(Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).toBe('heic');
    expect(look(Buffer.from('\0\0\0\x18ftypmif1\0\0\0\0mif1heic'))).toBe('heic');
  });

  it('A7: a video is no picture of a document', () => {
    expect(look(Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom'))).toBe('format-not-accepted');
  });
});

describe('scans as PDF', () => {
  const photo = () => picture(1000, 700).jpeg().toBuffer();

  it('A7: the photo of a one-page scan is taken out', async () => {
    const bytes = await photo();
    const found = look(pdf({ photo: bytes }));
    expect(found).toMatchObject({ type: 'image/jpeg', width: 1000, height: 700, extracted: true });
    expect(Buffer.from((found as { bytes: Uint8Array }).bytes).subarray(0, bytes.length)).toEqual(bytes);
  });

  it('A7: more pages than one are refused', async () => {
    expect(look(pdf({ photo: await photo(), pages: 2 }))).toBe('pdf-many-pages');
  });

  it('A7: a script is refused, plain, written with escapes, or packed in an object stream', async () => {
    const bytes = await photo();
    expect(look(pdf({ photo: bytes, extra: '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>' }))).toBe(
      'pdf-with-script',
    );
    expect(look(pdf({ photo: bytes, extra: '/OpenAct#69on << /S /J#61vaScript >>' }))).toBe(
      'pdf-with-script',
    );
    const packed = deflateSync(Buffer.from('1 0 << /S /JavaScript /JS (x) >>'));
    expect(look(pdf({ photo: bytes, objectStream: packed }))).toBe('pdf-with-script');
  });

  it('A7: what is encrypted, or cannot be looked into, is refused', async () => {
    const bytes = await photo();
    expect(look(pdf({ photo: bytes, extra: '/Encrypt 9 0 R' }))).toBe('pdf-encrypted');
    expect(look(pdf({ photo: bytes, objectStream: Buffer.from('not deflate') }))).toBe('pdf-encrypted');
    const bomb = deflateSync(Buffer.alloc(20_000_000));
    expect(look(pdf({ photo: bytes, objectStream: bomb }))).toBe('pdf-encrypted');
  });

  it('A7: a PDF without a photo says so', () => {
    expect(look(pdf({}))).toBe('pdf-without-photo');
  });

  it('A7: script-like bytes inside the photo are no script', async () => {
    const bytes = Buffer.concat([await photo(), Buffer.from('/JavaScript')]);
    expect(look(pdf({ photo: bytes }))).toMatchObject({ extracted: true });
  });
});

/** A small PDF made by hand (ISO 32000-1 §7.5). */
function pdf(parts: { photo?: Buffer; pages?: number; extra?: string; objectStream?: Buffer }): Buffer {
  const { photo, pages = 1, extra = '', objectStream } = parts;
  const stream = (dictionary: string, bytes: Buffer): Buffer[] => [
    Buffer.from(`7 0 obj << ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream endobj\n'),
  ];
  const kids = Array.from({ length: pages }, (_, index) => `${index + 10} 0 obj << /Type /Page >> endobj\n`);
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.5\n1 0 obj << /Type /Catalog ${extra} >> endobj\n2 0 obj << /Type /Pages >> endobj\n`,
    ),
    Buffer.from(kids.join('')),
    ...(photo ? stream('/Subtype /Image /Filter /DCTDecode', photo) : []),
    ...(objectStream ? stream('/Type /ObjStm /Filter /FlateDecode', objectStream) : []),
    Buffer.from('trailer << /Root 1 0 R >>\n%%EOF'),
  ]);
}

/** Puts an `acTL` chunk behind the header of a PNG. */
function apng(png: Buffer): Buffer {
  const chunk = Buffer.concat([
    Buffer.from([0, 0, 0, 8]),
    Buffer.from('acTL'),
    Buffer.alloc(8),
    Buffer.alloc(4),
  ]);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
