import type { Correction, RepairedLines } from './correction.ts';
import type { Layout } from './layout.ts';

interface FittedLine {
  readonly text: string;
  readonly corrections: readonly Correction[];
}

/** Fitting two badly read lines in every way would only breed accidents of the check digits. */
const MOST_VARIANTS = 60;

/** Where fillers may be added to or taken from: 0-based index of a run and its length. */
function fillerRuns(text: string): { index: number; length: number }[] {
  return [...text.matchAll(/<+/g)].map((run) => ({ index: run.index, length: run[0].length }));
}

function endsInNames(layout: Layout, line: number): boolean {
  return layout.fields.findLast((field) => field.line === line)?.kind === 'names';
}

function moved(corrections: readonly Correction[], from: number, by: number): Correction[] {
  return corrections.map((each) => (each.position > from ? { ...each, position: each.position + by } : each));
}

function grown(
  text: string,
  at: number,
  by: number,
  line: number,
  before: readonly Correction[],
): FittedLine {
  const added: Correction = { line, position: at + 1, from: '', to: '<'.repeat(by), why: 'filler-missing' };
  return {
    text: text.slice(0, at) + '<'.repeat(by) + text.slice(at),
    corrections: [...moved(before, at, by), added],
  };
}

function shrunk(
  text: string,
  at: number,
  by: number,
  line: number,
  before: readonly Correction[],
): FittedLine {
  const taken: Correction = { line, position: at + 1, from: '<'.repeat(by), to: '', why: 'filler-surplus' };
  return { text: text.slice(0, at) + text.slice(at + by), corrections: [...moved(before, at, -by), taken] };
}

/** Ways to bring one line to its length by changing one run of fillers. Names change only at the end of their line. */
function fitLine(text: string, line: number, layout: Layout, before: readonly Correction[]): FittedLine[] {
  const missing = layout.lineLength - text.length;
  if (missing === 0) return [{ text, corrections: before }];
  const runs = fillerRuns(text);
  const trailing = runs.filter((run) => run.index + run.length === text.length);
  const usable = endsInNames(layout, line) ? trailing : runs;
  if (missing < 0) {
    return usable
      .filter((run) => run.length >= -missing)
      .map((run) => shrunk(text, run.index, -missing, line, before));
  }
  const places = usable.map((run) => run.index + run.length);
  if (!places.includes(text.length)) places.push(text.length);
  return places.map((at) => grown(text, at, missing, line, before));
}

/** All ways to bring the lines to the layout's length, none of them changing a letter or digit. */
export function fitLines(layout: Layout, read: RepairedLines): RepairedLines[] {
  let variants: RepairedLines[] = [{ lines: [], corrections: [] }];
  read.lines.forEach((text, index) => {
    const own = read.corrections.filter((each) => each.line === index + 1);
    const fits = fitLine(text, index + 1, layout, own);
    variants = variants.flatMap((variant) =>
      fits.map((fit) => ({
        lines: [...variant.lines, fit.text],
        corrections: [...variant.corrections, ...fit.corrections],
      })),
    );
  });
  return variants.slice(0, MOST_VARIANTS);
}
