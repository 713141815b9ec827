import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textract } from '../../../local/engines/textract/service.ts';
import { print } from '../../../local/specimens/drawing/print.ts';
import { bucketWith, calledBy, ROLE, STRANGER } from './cloud-stub.ts';
import { pdfOf } from './pdf-file.ts';

const page = await sharp(
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#fff"/>${print(30, 110, 40, 'Mairie de Lyon', { weight: 600 })}</svg>`,
  ),
)
  .jpeg()
  .toBuffer();
const service = textract(bucketWith({ 'page.jpg': page, 'note.txt': Buffer.from('hello') }));
afterAll(() => service.stop?.());

const detect = (Document: unknown, caller = ROLE) =>
  service.call({ name: 'DetectDocumentText', input: { Document } }, calledBy(caller)) as Promise<{
    DocumentMetadata: { Pages: number };
    Blocks: {
      BlockType: string;
      Id: string;
      Text?: string;
      Confidence?: number;
      Geometry: { BoundingBox: { Left: number } };
      Relationships?: { Ids: string[] }[];
    }[];
  }>;
const inBucket = (Name: string) => ({ S3Object: { Bucket: 'evidence', Name } });

describe('Textract on the laptop', () => {
  let blocks: Awaited<ReturnType<typeof detect>>['Blocks'] = [];
  beforeAll(async () => {
    blocks = (await detect(inBucket('page.jpg'))).Blocks;
  }, 60_000);

  it('A7: answers a page with its line and the line’s words, in shares of the picture', () => {
    const [sheet, line, ...words] = blocks;
    expect(blocks.map((block) => block.BlockType)).toEqual(['PAGE', 'LINE', 'WORD', 'WORD', 'WORD']);
    expect(line?.Text).toBe('Mairie de Lyon');
    expect(words.map((word) => word.Text)).toEqual(['Mairie', 'de', 'Lyon']);
    expect(sheet?.Relationships?.[0]?.Ids).toEqual([line?.Id]);
    expect(line?.Relationships?.[0]?.Ids).toEqual(words.map((word) => word.Id));
    expect(line?.Confidence).toBeGreaterThan(80);
    expect(line?.Geometry.BoundingBox.Left).toBeCloseTo(30 / 400, 1);
  });

  it('A7: reads the same from bytes and from a PDF', async () => {
    const fromBytes = await detect({ Bytes: page.toString('base64') });
    expect(fromBytes.Blocks).toEqual(blocks);
    const fromPdf = await detect({ Bytes: pdfOf([page]).toString('base64') });
    expect(fromPdf.Blocks[1]?.Text).toBe('Mairie de Lyon');
  }, 60_000);

  it('A7: refuses other files, damaged ones and too large ones by the service’s names', async () => {
    await expect(detect(inBucket('note.txt'))).rejects.toMatchObject({
      code: 'UnsupportedDocumentException',
    });
    await expect(detect({ Bytes: pdfOf([page, page]).toString('base64') })).rejects.toMatchObject({
      code: 'UnsupportedDocumentException',
    });
    await expect(detect({ Bytes: page.subarray(0, 900).toString('base64') })).rejects.toMatchObject({
      code: 'BadDocumentException',
    });
    await expect(detect({ Bytes: Buffer.alloc(11 * 1024 * 1024).toString('base64') })).rejects.toMatchObject({
      code: 'DocumentTooLargeException',
    });
    await expect(detect({})).rejects.toMatchObject({ code: 'InvalidParameterException' });
  });

  it('X1: reads a bucket only for a caller whose role may', async () => {
    await expect(detect(inBucket('page.jpg'), STRANGER)).rejects.toMatchObject({
      code: 'InvalidS3ObjectException',
    });
    await expect(detect(inBucket('absent.jpg'))).rejects.toMatchObject({ code: 'InvalidS3ObjectException' });
  });

  it('A7: knows no identity document of its own: AnalyzeID answers OTHER', async () => {
    const input = { DocumentPages: [{ Bytes: page.toString('base64') }] };
    const answer = await service.call({ name: 'AnalyzeID', input }, calledBy(ROLE));
    expect(JSON.stringify(answer)).toContain('"Text":"OTHER"');
    await expect(service.call({ name: 'AnalyzeExpense', input: {} }, calledBy(ROLE))).rejects.toMatchObject({
      status: 501,
    });
  }, 60_000);
});
