import { isDigit } from './alphabet.ts';
import { type CheckedDigit, checkedDigits } from './check-digits.ts';
import type { Correction, RepairedLines } from './correction.ts';
import { type CheckRule, type Field, type Layout, type Span, textOf } from './layout.ts';
import { FILLER_LOOK_ALIKES, MIXED_LOOK_ALIKES } from './look-alikes.ts';

/** How often letters and digits change places in a text: a look-alike among its own kind adds to it. */
function changesOfKind(text: string): number {
  const kinds = Array.from(text.replaceAll('<', ''), (character) => isDigit(character));
  return kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
}

function alternatives(text: string, index: number): string[] {
  const character = text.charAt(index);
  const twin = MIXED_LOOK_ALIKES[character];
  const besideFiller = text.charAt(index + 1) === '<' || text.charAt(index - 1) === '<';
  const found = twin === undefined ? [] : [twin];
  return besideFiller && FILLER_LOOK_ALIKES.includes(character) ? [...found, '<'] : found;
}

/**
 * Single changes a mixed field may have suffered. A check digit passes by chance for every tenth change tried, so
 * only the odd one out is changed: a letter among digits, a digit among letters, a letter among fillers.
 */
function changesIn(field: Field, lines: readonly string[]): Correction[] {
  const text = textOf(lines, field);
  return Array.from(text).flatMap((from, index) =>
    alternatives(text, index)
      .filter(
        (to) =>
          to === '<' ||
          changesOfKind(text.slice(0, index) + to + text.slice(index + 1)) < changesOfKind(text),
      )
      .map((to) => ({
        line: field.line,
        position: field.from + index,
        from,
        to,
        why: to === '<' ? ('filler-look-alike' as const) : ('look-alike-by-check-digit' as const),
      })),
  );
}

function apply(lines: readonly string[], change: Correction): string[] {
  return lines.map((text, index) =>
    index === change.line - 1
      ? text.slice(0, change.position - 1) + change.to + text.slice(change.position)
      : text,
  );
}

function lies(change: Correction, { line, from, to }: Span): boolean {
  return change.line === line && change.position >= from && change.position <= to;
}

function failing(layout: Layout, lines: readonly string[]): CheckedDigit | undefined {
  return checkedDigits(layout, lines).find((digit) => !digit.passes);
}

function ruleOf(layout: Layout, lines: readonly string[], digit: CheckedDigit): CheckRule | undefined {
  return layout.checks(lines).find((rule) => rule.name === digit.name);
}

function mended(layout: Layout, read: RepairedLines, digit: CheckedDigit): RepairedLines[] {
  const rule = ruleOf(layout, read.lines, digit);
  return layout.fields
    .filter((field) => field.kind === 'alphanumeric')
    .flatMap((field) => changesIn(field, read.lines))
    .filter((change) => rule?.over.some((part) => lies(change, part)))
    .map((change) => ({ lines: apply(read.lines, change), corrections: [...read.corrections, change] }))
    .filter(({ lines }) => checkedDigits(layout, lines).find(({ name }) => name === digit.name)?.passes);
}

/**
 * Look-alikes in mixed fields (document number, optional data): for each failing check digit one change under it,
 * until all pass. Every solution is given; more than one meaning is ambiguous and must be refused.
 */
export function repairByCheckDigit(layout: Layout, read: RepairedLines): RepairedLines[] {
  let open: RepairedLines[] = [read];
  for (const { name } of layout.checks(read.lines)) {
    open = open.flatMap((each) => {
      const digit = checkedDigits(layout, each.lines).find((checked) => checked.name === name);
      return !digit || digit.passes ? [each] : mended(layout, each, digit);
    });
  }
  return open.filter(({ lines }) => !failing(layout, lines));
}
