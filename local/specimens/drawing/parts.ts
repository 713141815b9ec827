import type { Palette, Sheet } from './guilloche.ts';
import { print, printWidth } from './print.ts';

/** One printed field: French label above, value below. */
export interface Field {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly value: string;
  readonly size?: number;
}

/** Label (small, coloured) and value (dark, semi-bold) of one field. */
export function drawField(field: Field, palette: Palette): string {
  const size = field.size ?? 3.3;
  return (
    print(field.x, field.y, 1.85, field.label, { fill: palette.label }) +
    print(field.x, field.y + size * 1.05, size, field.value, { weight: 600 })
  );
}

/** The project's sign, a counter window under an arch: no state's emblem. */
export function emblem(x: number, y: number, size: number, ink: string): string {
  return `<g transform="translate(${x} ${y}) scale(${size / 24})" fill="none" stroke="${ink}" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path d="M3 22V11a9 9 0 0 1 18 0v11Z"/><path d="M7.5 17v-6a4.5 4.5 0 0 1 9 0v6Z"/><path d="M1 22h22"/></g>`;
}

/** The word SPECIMEN over the whole sheet, light enough to read through. */
export function watermark(sheet: Sheet, bottom: number): string {
  const size = Math.min(sheet.width / 6.2, bottom / 2.6);
  const angle = (-Math.atan2(bottom * 0.55, sheet.width) * 180) / Math.PI;
  const word = print(0, size * 0.36, size, 'SPECIMEN', {
    weight: 700,
    anchor: 'middle',
    fill: '#c22a3a',
    spacing: size * 0.06,
  });
  return `<g transform="translate(${sheet.width / 2} ${bottom / 2}) rotate(${angle.toFixed(1)})" opacity=".15">${word}</g>`;
}

/** A small framed note that the document is not valid. */
export function invalidNote(x: number, y: number, text = 'SPÉCIMEN – SANS VALEUR'): string {
  const width = printWidth(text, 2.1, { weight: 600 }) + 2.4;
  return `<rect x="${x - width}" y="${y - 2.5}" width="${width}" height="3.5" rx=".7" fill="#fff" fill-opacity=".7" stroke="#c22a3a" stroke-width=".2"/>${print(x - 1.2, y, 2.1, text, { weight: 600, anchor: 'end', fill: '#c22a3a' })}`;
}

/** A portrait placed in a rounded frame; `portrait` is JPEG or PNG bytes of that shape. */
export function portraitFrame(x: number, y: number, width: number, height: number, portrait: Buffer): string {
  const href = `data:image/${portrait[0] === 0x89 ? 'png' : 'jpeg'};base64,${portrait.toString('base64')}`;
  return `<rect x="${x - 0.4}" y="${y - 0.4}" width="${width + 0.8}" height="${height + 0.8}" rx="1" fill="#fff" fill-opacity=".75"/><image x="${x}" y="${y}" width="${width}" height="${height}" preserveAspectRatio="xMidYMid slice" href="${href}"/>`;
}

/** A looping line in the place of the holder's signature, shaped by the name. */
export function signature(x: number, y: number, width: number, name: string): string {
  const letters = [...name.slice(0, 7)].map((letter) => letter.charCodeAt(0));
  const points = Array.from({ length: letters.length * 16 + 1 }, (_, at) => {
    const along = at / 16;
    const turn = along * 2 * Math.PI;
    const tall = 0.9 + ((letters[Math.min(letters.length - 1, Math.floor(along))] ?? 0) % 4) * 0.42;
    const left = x + (width * along) / letters.length - 0.9 * Math.sin(turn);
    return `${left.toFixed(2)} ${(y - tall * (1 - Math.cos(turn)) - along * 0.25).toFixed(2)}`;
  });
  return `<path d="M${points.join('L')}q3 -1.5 5 -1" fill="none" stroke="#1d2f6f" stroke-width=".32" stroke-linecap="round" stroke-linejoin="round"/>`;
}

/** Contact plate of a chip card, in outline. */
export function chip(x: number, y: number): string {
  return `<g transform="translate(${x} ${y})"><rect width="11" height="8.6" rx="1.4" fill="#d9c48a" stroke="#9c8440" stroke-width=".2"/><path d="M0 2.9h3.4v2.8H0M11 2.9H7.6v2.8H11M3.4 0v8.6M7.6 0v8.6" fill="none" stroke="#9c8440" stroke-width=".2"/></g>`;
}
