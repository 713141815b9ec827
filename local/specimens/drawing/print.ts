import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'opentype.js';

const require = createRequire(import.meta.url);
// Required, not imported: Node takes the package's CommonJS build, whose names an import does not see.
const { parse }: typeof import('opentype.js') = require('opentype.js');
const fonts = new Map<number, Font>();

export interface PrintStyle {
  /** 400 regular, 500 medium, 600 semi-bold, 700 bold. */
  readonly weight?: 400 | 500 | 600 | 700;
  readonly fill?: string;
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Extra space between letters, in millimetres. */
  readonly spacing?: number;
}

/** IBM Plex Sans (OFL-1.1) from its npm package, so that print looks the same on every machine. */
function font(weight: number): Font {
  const known = fonts.get(weight);
  if (known) return known;
  const file = require.resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`);
  const bytes = readFileSync(file);
  const made = parse(
    bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
  );
  fonts.set(weight, made);
  return made;
}

/** Width of a text in the unit of `size`. */
export function printWidth(text: string, size: number, style: PrintStyle = {}): number {
  const spacing = (style.spacing ?? 0) * Math.max(0, text.length - 1);
  return font(style.weight ?? 400).getAdvanceWidth(text, size) + spacing;
}

function spacedPath(text: string, x: number, y: number, size: number, style: PrintStyle): string {
  let pen = x;
  const parts = [...text].map((letter) => {
    const path = font(style.weight ?? 400)
      .getPath(letter, pen, y, size)
      .toPathData(3);
    pen += font(style.weight ?? 400).getAdvanceWidth(letter, size) + (style.spacing ?? 0);
    return path;
  });
  return parts.join('');
}

/** SVG path of a text; `x`, `y` is the anchor on the baseline. */
export function print(x: number, y: number, size: number, text: string, style: PrintStyle = {}): string {
  const shift = { start: 0, middle: 0.5, end: 1 }[style.anchor ?? 'start'];
  const left = x - printWidth(text, size, style) * shift;
  const data = style.spacing
    ? spacedPath(text, left, y, size, style)
    : font(style.weight ?? 400)
        .getPath(text, left, y, size)
        .toPathData(3);
  return `<path d="${data}" fill="${style.fill ?? '#14202b'}"/>`;
}
