import { field, type Layout, span } from '../layout.ts';
import { type NumberPlace, numberCheck } from './long-document-number.ts';

export const TD2_NUMBER: NumberPlace = {
  principal: span(2, 1, 9),
  checkAt: { line: 2, position: 10 },
  continuation: span(2, 29, 35),
};

/** Documents of two lines of 36 (Doc 9303-6 §4.2.2). */
export const TD2: Layout = {
  format: 'TD2',
  lineCount: 2,
  lineLength: 36,
  fields: [
    field('documentCode', 'code', 1, 1, 2),
    field('issuingState', 'state', 1, 3, 5),
    field('names', 'names', 1, 6, 36),
    field('documentNumber', 'alphanumeric', 2, 1, 9),
    field('checkDigit', 'check-digit', 2, 10, 10),
    field('nationality', 'state', 2, 11, 13),
    field('birthDate', 'date', 2, 14, 19),
    field('checkDigit', 'check-digit', 2, 20, 20),
    field('sex', 'sex', 2, 21, 21),
    field('expiryDate', 'date', 2, 22, 27),
    field('checkDigit', 'check-digit', 2, 28, 28),
    field('optionalData', 'alphanumeric', 2, 29, 35),
    field('checkDigit', 'check-digit', 2, 36, 36),
  ],
  checks: (lines) => [
    numberCheck(lines, TD2_NUMBER),
    { name: 'birth-date', at: { line: 2, position: 20 }, over: [span(2, 14, 19)] },
    { name: 'expiry-date', at: { line: 2, position: 28 }, over: [span(2, 22, 27)] },
    {
      name: 'composite',
      at: { line: 2, position: 36 },
      over: [span(2, 1, 10), span(2, 14, 20), span(2, 22, 35)],
    },
  ],
};
