import { field, type Layout, span } from '../layout.ts';

/**
 * French national identity card of 1988–2021: two lines of 36 beginning `IDFRA`. A national layout outside
 * Doc 9303: it has no expiry date and no nationality, the number begins with the issue month, the given names
 * stand on the second line, and the composite check digit covers both lines, names included.
 */
export const FRENCH_ID: Layout = {
  format: 'FRENCH_ID',
  lineCount: 2,
  lineLength: 36,
  fields: [
    field('documentCode', 'code', 1, 1, 2),
    field('issuingState', 'state', 1, 3, 5),
    field('names', 'names', 1, 6, 30),
    field('issuingOffice', 'alphanumeric', 1, 31, 36),
    field('issueMonth', 'digits', 2, 1, 4),
    field('documentNumber', 'alphanumeric', 2, 5, 12),
    field('checkDigit', 'check-digit', 2, 13, 13),
    field('givenNames', 'names', 2, 14, 27),
    field('birthDate', 'date', 2, 28, 33),
    field('checkDigit', 'check-digit', 2, 34, 34),
    field('sex', 'sex', 2, 35, 35),
    field('checkDigit', 'check-digit', 2, 36, 36),
  ],
  checks: () => [
    { name: 'document-number', at: { line: 2, position: 13 }, over: [span(2, 1, 12)] },
    { name: 'birth-date', at: { line: 2, position: 34 }, over: [span(2, 28, 33)] },
    { name: 'composite', at: { line: 2, position: 36 }, over: [span(1, 1, 36), span(2, 1, 35)] },
  ],
};
