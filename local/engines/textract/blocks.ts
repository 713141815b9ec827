import { createHash } from 'node:crypto';
import type { Point } from '../picture/pixels.ts';
import { corners, type TurnedRectangle } from '../picture/rectangle.ts';
import type { ReadCharacter } from '../reading/greedy.ts';
import type { PageReading, ReadLine } from '../reading/page.ts';

interface NormalisedPoint {
  readonly X: number;
  readonly Y: number;
}

/** Textract's Geometry: shares of the page's width and height. */
export interface Geometry {
  readonly BoundingBox: {
    readonly Width: number;
    readonly Height: number;
    readonly Left: number;
    readonly Top: number;
  };
  readonly Polygon: readonly NormalisedPoint[];
}

/** Textract's Block, the members DetectDocumentText fills. */
export interface Block {
  readonly BlockType: 'PAGE' | 'LINE' | 'WORD';
  readonly Id: string;
  readonly Confidence?: number;
  readonly Text?: string;
  readonly TextType?: 'PRINTED';
  readonly Geometry: Geometry;
  readonly Relationships?: readonly { readonly Type: 'CHILD'; readonly Ids: readonly string[] }[];
}

const share = (value: number): number => Math.max(0, Math.min(1, value));

function geometry(points: readonly Point[], page: PageReading): Geometry {
  const polygon = points.map(({ x, y }) => ({ X: share(x / page.width), Y: share(y / page.height) }));
  const left = Math.min(...polygon.map((p) => p.X));
  const top = Math.min(...polygon.map((p) => p.Y));
  const width = Math.max(...polygon.map((p) => p.X)) - left;
  const height = Math.max(...polygon.map((p) => p.Y)) - top;
  return { BoundingBox: { Width: width, Height: height, Left: left, Top: top }, Polygon: polygon };
}

/** Ids look like the service's (UUIDs) but depend only on the content, so that answers can be compared. */
function blockId(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(parts.join('\u0000')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

const confidence = (characters: readonly ReadCharacter[]): number =>
  (100 * characters.reduce((sum, { probability }) => sum + probability, 0)) / Math.max(1, characters.length);

/** Characters between spaces. */
function words(characters: readonly ReadCharacter[]): ReadCharacter[][] {
  const found: ReadCharacter[][] = [[]];
  for (const character of characters) {
    if (character.text.trim() === '') found.push([]);
    else found.at(-1)?.push(character);
  }
  return found.filter((word) => word.length > 0);
}

/** The part of a line that some of its characters take. */
function part(place: TurnedRectangle, characters: readonly ReadCharacter[]): TurnedRectangle {
  const from = characters[0]?.from ?? 0;
  const to = characters.at(-1)?.to ?? 1;
  const move = ((from + to) / 2 - 0.5) * place.along;
  return {
    ...place,
    along: (to - from) * place.along,
    centre: {
      x: place.centre.x + Math.cos(place.angle) * move,
      y: place.centre.y + Math.sin(place.angle) * move,
    },
  };
}

function lineBlocks(line: ReadLine, at: number, page: PageReading): { line: Block; words: Block[] } {
  const children = words(line.characters).map((word, position): Block => {
    const text = word.map((character) => character.text).join('');
    return {
      BlockType: 'WORD',
      Id: blockId('WORD', at, position, text),
      Confidence: confidence(word),
      Text: text,
      TextType: 'PRINTED',
      Geometry: geometry(corners(part(line.place, word)), page),
    };
  });
  const block: Block = {
    BlockType: 'LINE',
    Id: blockId('LINE', at, line.text),
    Confidence: confidence(line.characters.filter((character) => character.text.trim())),
    Text: line.text,
    Geometry: geometry(corners(line.place), page),
    Relationships: [{ Type: 'CHILD', Ids: children.map((child) => child.Id) }],
  };
  return { line: block, words: children };
}

/** PAGE, then LINEs, then WORDs, as DetectDocumentText answers them. */
export function toBlocks(page: PageReading): Block[] {
  const lines = page.lines.map((line, at) => lineBlocks(line, at, page));
  const sheet = [
    { x: 0, y: 0 },
    { x: page.width, y: 0 },
    { x: page.width, y: page.height },
    { x: 0, y: page.height },
  ];
  const children = lines.map(({ line }) => line.Id);
  const pageBlock: Block = {
    BlockType: 'PAGE',
    Id: blockId('PAGE', page.width, page.height, ...children),
    Geometry: geometry(sheet, page),
    ...(children.length ? { Relationships: [{ Type: 'CHILD' as const, Ids: children }] } : {}),
  };
  return [pageBlock, ...lines.map(({ line }) => line), ...lines.flatMap((entry) => entry.words)];
}
