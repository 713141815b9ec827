import type { Correction } from './correction.ts';

/** Signs OCR makes of one filler, or of two. */
const FILLER_SIGNS: Readonly<Record<string, string>> = {
  '«': '<<',
  '‹': '<',
  '〈': '<',
  '⟨': '<',
  '＜': '<',
  '≤': '<',
  '(': '<',
  '[': '<',
  '{': '<',
};

const MARKS = String.raw`(?:(?![<«‹〈⟨＜≤([{])[\p{P}\p{S}])+`;
const STRAY_ENDS = new RegExp(`^${MARKS}|${MARKS}$`, 'gu');

export interface CleanedLine {
  readonly text: string;
  /** Corrections on this line; `line` is the number given to `cleanLine`. */
  readonly corrections: readonly Correction[];
}

/**
 * One line of OCR text in the zone's alphabet: spaces removed and lower case raised (neither is a change of what
 * is printed), filler signs and stray marks at the ends corrected and recorded. Other signs are left for refusal.
 */
export function cleanLine(raw: string, line: number): CleanedLine {
  const upper = raw.replace(/\s+/gu, '').toUpperCase();
  const corrections: Correction[] = [];
  const bare = upper.replace(STRAY_ENDS, (marks, offset: number) => {
    const position = offset === 0 ? 1 : offset + 1;
    corrections.push({ line, position, from: marks, to: '', why: 'stray-mark' });
    return '';
  });
  let text = '';
  for (const sign of bare) {
    const filler = FILLER_SIGNS[sign];
    if (filler)
      corrections.push({ line, position: text.length + 1, from: sign, to: filler, why: 'filler-look-alike' });
    text += filler ?? sign;
  }
  return { text, corrections };
}
