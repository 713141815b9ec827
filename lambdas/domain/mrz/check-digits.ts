import { checkDigit } from './check-digit.ts';
import { type CheckName, type CheckRule, type Layout, type MrzLines, span, textOf } from './layout.ts';

/** One check digit as computed and as found. */
export interface CheckedDigit {
  readonly name: CheckName;
  readonly line: number;
  readonly position: number;
  readonly expected: string;
  readonly found: string;
  readonly passes: boolean;
}

function check(rule: CheckRule, lines: MrzLines): CheckedDigit {
  const { line, position } = rule.at;
  const data = rule.over.map((part) => textOf(lines, part)).join('');
  const found = textOf(lines, span(line, position, position));
  const expected = checkDigit(data);
  const blank = rule.mayBeBlank === true && found === '<' && /^<*$/.test(data);
  return { name: rule.name, line, position, expected, found, passes: blank || found === expected };
}

/** Every check digit of the layout over `lines` of the right lengths (Doc 9303-3 §4.9). */
export function checkedDigits(layout: Layout, lines: MrzLines): readonly CheckedDigit[] {
  return layout.checks(lines).map((rule) => check(rule, lines));
}
