/**
 * Our own drawing of the characters of a machine-readable zone, after the proportions of OCR-B size 1 (ISO 1073-2):
 * one stroke of even width with round ends. Units are tenths of a millimetre, origin at the top left of the character,
 * height 20 between stroke centres; the pitch is 25.4 (ten characters per inch, Doc 9303-3 §4.3).
 */
export const OCR_B: Readonly<Record<string, string>> = {
  '0': 'M6.5 0C10 0 11.8 4 11.8 10C11.8 16 10 20 6.5 20C3 20 1.2 16 1.2 10C1.2 4 3 0 6.5 0Z',
  '1': 'M2.2 4.2L7 0V20M2.4 20H11.2',
  '2': 'M1.2 4.4C1.8 1.6 3.8 0 6.4 0C9.7 0 11.6 2 11.6 5C11.6 8 9.6 10.4 6.4 13.2C3.6 15.6 1.8 17.4 1.2 20H12',
  '3': 'M1.4 0H11.2L6 7.6C9.8 7.6 12 10 12 13.6C12 17.4 9.6 20 6 20C3.6 20 1.8 19.1 .7 17.5',
  '4': 'M8.2 0L.8 14.4H12.6M9.4 8.6V20',
  '5': 'M11 0H2.4V8.7C3.4 8 4.7 7.6 6.1 7.6C9.7 7.6 12 10 12 13.6C12 17.4 9.6 20 6 20C3.6 20 1.8 19.1 .7 17.5',
  '6': 'M9.6 0C5.6 4.4 1 8.4 1 13.8C1 17.5 3.2 20 6.5 20C9.8 20 12 17.4 12 14C12 10.5 9.8 8 6.6 8C5.2 8 4 8.5 3 9.4',
  '7': 'M.9 0H12C8.4 5.6 5.6 11.4 5 20',
  '8': 'M6.5 0C9.3 0 11.2 2 11.2 4.7C11.2 7.5 9.3 9.4 6.5 9.4C3.7 9.4 1.8 7.5 1.8 4.7C1.8 2 3.7 0 6.5 0ZM6.5 9.4C10 9.4 12.2 11.6 12.2 14.7C12.2 17.8 10 20 6.5 20C3 20 .8 17.8 .8 14.7C.8 11.6 3 9.4 6.5 9.4Z',
  '9': 'M3.4 20C7.4 15.6 12 11.6 12 6.2C12 2.5 9.8 0 6.5 0C3.2 0 1 2.6 1 6C1 9.5 3.2 12 6.4 12C7.8 12 9 11.5 10 10.6',
  A: 'M.2 20L6.5 0L12.8 20M2.3 13.4H10.7',
  B: 'M1.2 0V20H6.6C10.2 20 12.3 17.8 12.3 14.7C12.3 11.6 10.2 9.5 6.6 9.5H1.2M6.6 9.5C9.7 9.5 11.4 7.6 11.4 4.8C11.4 1.9 9.7 0 6.6 0H1.2',
  C: 'M12 3.2C10.8 1.1 9.2 0 7.1 0C3.2 0 .8 4 .8 10C.8 16 3.2 20 7.1 20C9.2 20 10.8 18.9 12 16.8',
  D: 'M1.2 0V20H5C9.8 20 12.4 16 12.4 10C12.4 4 9.8 0 5 0Z',
  E: 'M11.6 0H1.6V20H12M1.6 9.7H9.6',
  F: 'M11.8 0H1.8V20M1.8 9.7H9.8',
  G: 'M12 3.2C10.8 1.1 9.2 0 7.1 0C3.2 0 .8 4 .8 10C.8 16 3.2 20 7.1 20C9.3 20 11.1 19.3 12.2 18.3V11H7.6',
  H: 'M1.2 0V20M11.8 0V20M1.2 9.8H11.8',
  I: 'M6.5 0V20M2.2 0H10.8M2.2 20H10.8',
  J: 'M4 0H10.6V13.8C10.6 17.8 8.7 20 5.6 20C3.6 20 2 19.3 .9 17.8',
  K: 'M1.4 0V20M12 0L1.4 11.6M5 7.8L12.4 20',
  L: 'M1.8 0V20H12',
  M: 'M.6 20V0L6.5 9L12.4 0V20',
  N: 'M1.2 20V0L11.8 20V0',
  O: 'M6.5 0C11 0 13 4 13 10C13 16 11 20 6.5 20C2 20 0 16 0 10C0 4 2 0 6.5 0Z',
  P: 'M1.4 20V0H6.6C10.2 0 12.3 2.2 12.3 5.8C12.3 9.4 10.2 11.6 6.6 11.6H1.4',
  Q: 'M6.5 0C11 0 13 4 13 10C13 16 11 20 6.5 20C2 20 0 16 0 10C0 4 2 0 6.5 0ZM7.6 14.2L13 21',
  R: 'M1.4 20V0H6.6C10.1 0 12.1 2.1 12.1 5.6C12.1 9 10.1 11.2 6.6 11.2H1.4M6.4 11.2L12.4 20',
  S: 'M11.5 2.9C10.3 1 8.6 0 6.4 0C3.1 0 1 2 1 4.9C1 8 3.3 9 6.5 9.8C10 10.6 12.2 11.9 12.2 15C12.2 18 9.9 20 6.5 20C3.8 20 1.8 18.9 .6 17',
  T: 'M.2 0H12.8M6.5 0V20',
  U: 'M1.2 0V13C1.2 17.4 3.2 20 6.5 20C9.8 20 11.8 17.4 11.8 13V0',
  V: 'M.4 0L6.5 20L12.6 0',
  W: 'M0 0L3 20L6.5 8L10 20L13 0',
  X: 'M.6 0L12.4 20M12.4 0L.6 20',
  Y: 'M.4 0L6.5 9.6L12.6 0M6.5 9.6V20',
  Z: 'M1 0H12L1 20H12.4',
  '<': 'M11.6 3.6L1.4 10L11.6 16.4',
};

const PITCH = 25.4;
const STROKE = 3.3;

/** SVG of one line in millimetres; `x`, `y` are the left edge and the baseline of the first character. */
export function ocrBLine(x: number, y: number, text: string): string {
  const glyphs = [...text].map((character, at) => {
    const path = OCR_B[character];
    if (path === undefined) throw new Error(`“${character}” has no place in a machine-readable zone.`);
    return `<path transform="translate(${(at * PITCH).toFixed(1)} 0)" d="${path}"/>`;
  });
  const place = `translate(${x} ${y - 2.17}) scale(.1)`;
  return `<g transform="${place}" fill="none" stroke="#111" stroke-width="${STROKE}" stroke-linecap="round" stroke-linejoin="round">${glyphs.join('')}</g>`;
}
