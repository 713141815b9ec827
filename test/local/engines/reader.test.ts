import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PageReading } from '../../../local/engines/reading/page.ts';
import { createReader } from '../../../local/engines/reading/reader.ts';
import type { Degradation } from '../../../local/specimens/degrade.ts';
import type { SpecimenKind } from '../../../local/specimens/holder.ts';
import { sampleHolder } from '../../../local/specimens/holders.ts';
import { person } from '../../../local/specimens/people.ts';
import { renderSpecimen } from '../../../local/specimens/specimen.ts';

const reader = createReader();
beforeAll(() => reader.warm(), 60_000);
afterAll(() => reader.close());

async function specimen(kind: SpecimenKind, seed: number, degrade?: Degradation) {
  const [portrait] = await person('recorded').portraits();
  return renderSpecimen({
    kind,
    holder: sampleHolder(kind, seed),
    portrait,
    seed,
    ...(degrade ? { degrade } : {}),
  });
}

const texts = (page: PageReading): string[] => page.lines.map((line) => line.text);
const folded = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[^A-Za-z0-9]/g, '')
    .toUpperCase();

describe('reading documents', () => {
  it('A7: reads a passport page, its zone and its printed fields', async () => {
    const { front, mrz } = await specimen('passport', 7, { longSide: 1300, jpeg: 85, margin: 0.04 });
    const read = texts(await reader.read(front));
    expect(read.slice(-2)).toEqual(mrz);
    expect(read.map(folded)).toEqual(expect.arrayContaining(['GARNIER', '19051979', 'SAINTETIENNE']));
  }, 60_000);

  it('A7: reads the three lines of a card photographed upside down, places them where they are', async () => {
    const { back, mrz } = await specimen('identity-card', 11, { rotate: 180, longSide: 1200, jpeg: 85 });
    const page = await reader.read(back ?? Buffer.alloc(0));
    const zone = page.lines.filter((line) => mrz.includes(line.text));
    expect(zone.map((line) => line.text)).toEqual(mrz);
    expect(zone[0]?.place.centre.y).toBeGreaterThan(zone[2]?.place.centre.y ?? Infinity);
  }, 60_000);

  it('A7: reads the two lines of the French card of 1988, turned a quarter', async () => {
    const { front, mrz } = await specimen('identity-card-1988', 5, { rotate: 90, longSide: 1400, jpeg: 85 });
    expect(texts(await reader.read(front)).slice(-2)).toEqual(mrz);
  }, 60_000);

  it('A7: invents no text and no zone on a picture without any', async () => {
    const blank = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#c9c2b8' } })
      .jpeg()
      .toBuffer();
    expect(texts(await reader.read(blank))).toEqual([]);
    const [scene] = await person('guest-4').scenes();
    expect(texts(await reader.read(scene)).filter((text) => text.length >= 30)).toEqual([]);
  }, 60_000);
});
