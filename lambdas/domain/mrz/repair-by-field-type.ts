import type { Correction, RepairedLines } from './correction.ts';
import type { Field, Layout } from './layout.ts';
import { textOf } from './layout.ts';
import { DIGIT_FOR_LETTER, LETTER_FOR_DIGIT } from './look-alikes.ts';
import { isStateCode } from './state-codes.ts';

function replaced(text: string, table: Readonly<Record<string, string>>): string {
  return Array.from(text, (character) => table[character] ?? character).join('');
}

/** State codes a misread field can mean: letters for digits, then fillers for the letters OCR makes of them. */
function repairedState(text: string): string {
  if (isStateCode(text.replace(/<+$/, ''))) return text;
  const lettered = replaced(text, LETTER_FOR_DIGIT);
  const unpadded = lettered.replace(/[KCL<]+$/, (tail) => '<'.repeat(tail.length));
  const meant = new Set([lettered, unpadded].filter((code) => isStateCode(code.replace(/<+$/, ''))));
  const [only] = meant;
  return only !== undefined && meant.size === 1 ? only : text;
}

function repairedCode(text: string, format: Layout['format']): string {
  const first = text.charAt(0).replace(/[1L]/, 'I');
  const second =
    format === 'FRENCH_ID'
      ? text.charAt(1).replace(/[0OQ]/, 'D')
      : replaced(text.charAt(1), LETTER_FOR_DIGIT);
  return first + second;
}

function repaired(field: Field, text: string, format: Layout['format']): string {
  switch (field.kind) {
    case 'date':
    case 'digits':
    case 'check-digit':
      return replaced(text, DIGIT_FOR_LETTER);
    case 'state':
      return repairedState(text);
    case 'code':
      return repairedCode(text, format);
    default:
      return text;
  }
}

function differences(field: Field, from: string, to: string): Correction[] {
  return Array.from(to).flatMap((character, index) =>
    character === from.charAt(index)
      ? []
      : {
          line: field.line,
          position: field.from + index,
          from: from.charAt(index),
          to: character,
          why: character === '<' ? ('filler-look-alike' as const) : ('look-alike-by-field-type' as const),
        },
  );
}

/**
 * Puts a digit where only a digit may stand and a letter where only a letter may, when the character read is one
 * that OCR is known to confuse with it. Names and sex are never touched.
 */
export function repairByFieldType(layout: Layout, read: RepairedLines): RepairedLines {
  const lines = [...read.lines];
  const corrections = [...read.corrections];
  for (const field of layout.fields) {
    const from = textOf(lines, field);
    const to = repaired(field, from, layout.format);
    if (to === from) continue;
    const line = lines[field.line - 1] ?? '';
    lines[field.line - 1] = line.slice(0, field.from - 1) + to + line.slice(field.to);
    corrections.push(...differences(field, from, to));
  }
  return { lines, corrections };
}
