import type { Correction, RepairedLines } from './correction.ts';
import { type Field, type Layout, textOf } from './layout.ts';
import { FILLER_LOOK_ALIKES } from './look-alikes.ts';

const LOOK_ALIKE_RUN = new RegExp(`(?<=^<?|<<)[${FILLER_LOOK_ALIKES}]+(?=<<|<?$)`, 'g');
const ONLY_LOOK_ALIKES = new RegExp(`^[${FILLER_LOOK_ALIKES}<]+$`);

function filled(text: string, from: number): string {
  return text.slice(0, from) + '<'.repeat(text.length - from);
}

/**
 * Where the padding of a name field begins, given that a name never follows it: at the second `<<`, or at the first
 * run of three fillers (Doc 9303-3 §4.6: `<<` stands once, between the identifiers). −1 when it is not certain.
 */
function paddingStart(text: string, format: Layout['format']): number {
  const threeFillers = text.search(/<{3}/);
  if (format === 'FRENCH_ID') return threeFillers;
  const identifiers = /^[^<]+(?:<[^<]+)*<<[^<]+(?:<[^<]+)*(?=<<)/.exec(text)?.[0];
  const starts = [threeFillers, identifiers?.length ?? -1].filter((start) => start !== -1);
  return starts.length === 0 ? -1 : Math.min(...starts);
}

/** Fillers in the padding of a name field that were read as K, C, L, E or X; other letters there are left for refusal. */
function repairedNames(text: string, format: Layout['format']): string {
  const start = paddingStart(text, format);
  if (start === -1 || !ONLY_LOOK_ALIKES.test(text.slice(start))) return text;
  return filled(text, start);
}

function repairedOptional(text: string): string {
  return text.replace(LOOK_ALIKE_RUN, (run) => '<'.repeat(run.length));
}

function repaired(field: Field, text: string, format: Layout['format']): string {
  if (field.kind === 'names') return repairedNames(text, format);
  if (field.name === 'optionalData' || field.name === 'optionalData2') return repairedOptional(text);
  return text;
}

/**
 * Turns letters that stand alone inside runs of fillers back into fillers, in the padding of names and in optional
 * data. A K weighs as much as a filler modulo 10, so check digits alone would let it pass.
 */
export function repairFillers(layout: Layout, read: RepairedLines): RepairedLines {
  const lines = [...read.lines];
  const corrections: Correction[] = [...read.corrections];
  for (const field of layout.fields) {
    const from = textOf(lines, field);
    const to = repaired(field, from, layout.format);
    if (to === from) continue;
    const line = lines[field.line - 1] ?? '';
    lines[field.line - 1] = line.slice(0, field.from - 1) + to + line.slice(field.to);
    for (let i = 0; i < to.length; i++) {
      if (to.charAt(i) === from.charAt(i)) continue;
      const position = field.from + i;
      corrections.push({
        line: field.line,
        position,
        from: from.charAt(i),
        to: '<',
        why: 'filler-look-alike',
      });
    }
  }
  return { lines, corrections };
}
