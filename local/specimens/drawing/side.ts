import type { Side } from '../kinds/layout.ts';
import { seededRandom } from '../random.ts';
import { guilloche, rosette } from './guilloche.ts';
import { ocrBLine } from './ocr-b.ts';
import { chip, drawField, emblem, invalidNote, portraitFrame, signature, watermark } from './parts.ts';
import { print } from './print.ts';

function ground(side: Side, seed: number): string {
  const { sheet, palette } = side;
  const random = seededRandom(seed);
  return [
    `<linearGradient id="paper" x2="1" y2="1"><stop stop-color="${palette.paper}"/><stop offset="1" stop-color="${palette.shade}"/></linearGradient>`,
    `<rect width="${sheet.width}" height="${sheet.height}" fill="url(#paper)"/>`,
    guilloche(sheet, palette, random),
    rosette(sheet.width * 0.74, sheet.height * 0.42, sheet.height * 0.3, palette.first),
    rosette(sheet.width * 0.74, sheet.height * 0.42, sheet.height * 0.16, palette.second),
  ].join('');
}

function heading(side: Side): string {
  const { palette, sheet } = side;
  if (!side.title)
    return print(5, 6.6, 2.1, side.subtitle, { weight: 500, fill: palette.label, spacing: 0.25 });
  return (
    emblem(4.5, 2.8, 6.6, palette.title) +
    print(13, 6.1, sheet.width > 90 ? 3.7 : 3.4, side.title, {
      weight: 700,
      fill: palette.title,
      spacing: 0.22,
    }) +
    print(13, 9, 1.8, side.subtitle, { weight: 500, fill: palette.label, spacing: 0.25 })
  );
}

/** The white band under a machine-readable zone, and its lines. */
function zoneBand(side: Side, lines: readonly string[]): string {
  if (!side.zone) return '';
  const { x, baselines } = side.zone;
  const top = (baselines[0] ?? 0) - 5.2;
  const band = `<rect y="${top}" width="${side.sheet.width}" height="${side.sheet.height - top}" fill="#fff" fill-opacity=".82"/>`;
  return band + lines.map((line, at) => ocrBLine(x, baselines[at] ?? 0, line)).join('');
}

export interface SideContent {
  readonly lines: readonly string[];
  readonly portrait: Buffer;
  readonly name: string;
  readonly seed: number;
}

/** SVG of one side, `width` pixels wide. */
export function drawSide(side: Side, content: SideContent, width: number): string {
  const { sheet, palette } = side;
  const bottom = side.zone ? (side.zone.baselines[0] ?? sheet.height) - 5.2 : sheet.height;
  const parts = [
    ground(side, content.seed),
    heading(side),
    side.portrait &&
      portraitFrame(
        side.portrait.x,
        side.portrait.y,
        side.portrait.width,
        side.portrait.height,
        content.portrait,
      ),
    side.chip && chip(side.chip.x, side.chip.y),
    watermark(sheet, bottom),
    ...side.fields
      .filter((field) => field.value || field.size === 1)
      .map((field) => drawField(field, palette)),
    side.signature && signature(side.signature.x, side.signature.y, side.signature.width, content.name),
    invalidNote(sheet.width - 3, 6),
    zoneBand(side, content.lines),
  ];
  const height = Math.round((width * sheet.height) / sheet.width);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${sheet.width} ${sheet.height}"><clipPath id="edge"><rect width="${sheet.width}" height="${sheet.height}" rx="3"/></clipPath><g clip-path="url(#edge)">${parts.filter(Boolean).join('')}</g></svg>`;
}
