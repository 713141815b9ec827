import type { CheckRule, MrzLines, Span } from '../layout.ts';
import { span, textOf } from '../layout.ts';

/** Where a document number of more than nine characters stands (Doc 9303-5 §4.2.2, Doc 9303-6 §4.2.2). */
export interface NumberPlace {
  /** The nine principal positions. */
  readonly principal: Span;
  /** Position of the check digit, which is `<` when the number is long. */
  readonly checkAt: { readonly line: number; readonly position: number };
  /** The optional data in which a long number continues, followed by its check digit and a filler. */
  readonly continuation: Span;
}

/** Length of the continuation of a long number without its check digit; 0 when the number is a short one. */
function continuationLength(lines: MrzLines, place: NumberPlace): number {
  const { line, position } = place.checkAt;
  if (textOf(lines, span(line, position, position)) !== '<') return 0;
  if (textOf(lines, place.principal).includes('<')) return 0;
  const run = /^[A-Z0-9]+/.exec(textOf(lines, place.continuation))?.[0] ?? '';
  return Math.max(0, run.length - 1);
}

/** The spans of the document number: one, or two when it is long. */
export function numberSpans(lines: MrzLines, place: NumberPlace): readonly Span[] {
  const length = continuationLength(lines, place);
  const { line, from } = place.continuation;
  return length === 0 ? [place.principal] : [place.principal, span(line, from, from + length - 1)];
}

/**
 * The rule of the number's check digit. Over a long number it is computed over the principal positions and the
 * continuation without the filler between them (vector: Belgian specimen 600001795 + 015, check digit 2).
 */
export function numberCheck(lines: MrzLines, place: NumberPlace): CheckRule {
  const over = numberSpans(lines, place);
  const continued = over[1];
  const at = continued ? { line: continued.line, position: continued.to + 1 } : place.checkAt;
  return { name: 'document-number', at, over };
}
