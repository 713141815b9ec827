/** The layouts read here. `FRENCH_ID` is the French national identity card of 1988–2021, two lines of 36. */
export type MrzFormat = 'TD1' | 'TD2' | 'TD3' | 'FRENCH_ID';

export type MrzLines = readonly string[];

/** Positions as Doc 9303 prints them: line and position count from 1, both ends belong to the span. */
export interface Span {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/**
 * What may stand in a field. `digits` may be blank only where the field's rule says so; `state` is a code of
 * Doc 9303-3 §5; `names` holds letters and fillers.
 */
export type FieldKind =
  | 'code'
  | 'state'
  | 'names'
  | 'date'
  | 'digits'
  | 'alphanumeric'
  | 'sex'
  | 'check-digit';

export type FieldName =
  | 'documentCode'
  | 'issuingState'
  | 'documentNumber'
  | 'optionalData'
  | 'optionalData2'
  | 'birthDate'
  | 'sex'
  | 'expiryDate'
  | 'nationality'
  | 'names'
  | 'givenNames'
  | 'issuingOffice'
  | 'issueMonth'
  | 'checkDigit';

export interface Field extends Span {
  readonly name: FieldName;
  readonly kind: FieldKind;
}

export type CheckName = 'document-number' | 'birth-date' | 'expiry-date' | 'personal-number' | 'composite';

/** One check digit: where it stands and what it is computed over. `mayBeBlank`: a filler counts when the data is blank. */
export interface CheckRule {
  readonly name: CheckName;
  readonly at: { readonly line: number; readonly position: number };
  readonly over: readonly Span[];
  readonly mayBeBlank?: true;
}

export interface Layout {
  readonly format: MrzFormat;
  readonly lineCount: 2 | 3;
  readonly lineLength: 30 | 36 | 44;
  readonly fields: readonly Field[];
  /** The check digits of these lines: long document numbers move theirs, hence a function. */
  readonly checks: (lines: MrzLines) => readonly CheckRule[];
}

export function field(name: FieldName, kind: FieldKind, line: number, from: number, to: number): Field {
  return { name, kind, line, from, to };
}

export function span(line: number, from: number, to: number): Span {
  return { line, from, to };
}

/** The text of a span; what lies beyond the end of a short line is left out. */
export function textOf(lines: MrzLines, { line, from, to }: Span): string {
  return lines[line - 1]?.slice(from - 1, to) ?? '';
}
