import { field, type Layout, span } from '../layout.ts';
import { type NumberPlace, numberCheck } from './long-document-number.ts';

export const TD1_NUMBER: NumberPlace = {
  principal: span(1, 6, 14),
  checkAt: { line: 1, position: 15 },
  continuation: span(1, 16, 30),
};

/** Cards of three lines of 30, residence permits included (Doc 9303-5 §4.2.2). */
export const TD1: Layout = {
  format: 'TD1',
  lineCount: 3,
  lineLength: 30,
  fields: [
    field('documentCode', 'code', 1, 1, 2),
    field('issuingState', 'state', 1, 3, 5),
    field('documentNumber', 'alphanumeric', 1, 6, 14),
    field('checkDigit', 'check-digit', 1, 15, 15),
    field('optionalData', 'alphanumeric', 1, 16, 30),
    field('birthDate', 'date', 2, 1, 6),
    field('checkDigit', 'check-digit', 2, 7, 7),
    field('sex', 'sex', 2, 8, 8),
    field('expiryDate', 'date', 2, 9, 14),
    field('checkDigit', 'check-digit', 2, 15, 15),
    field('nationality', 'state', 2, 16, 18),
    field('optionalData2', 'alphanumeric', 2, 19, 29),
    field('checkDigit', 'check-digit', 2, 30, 30),
    field('names', 'names', 3, 1, 30),
  ],
  checks: (lines) => [
    numberCheck(lines, TD1_NUMBER),
    { name: 'birth-date', at: { line: 2, position: 7 }, over: [span(2, 1, 6)] },
    { name: 'expiry-date', at: { line: 2, position: 15 }, over: [span(2, 9, 14)] },
    {
      name: 'composite',
      at: { line: 2, position: 30 },
      over: [span(1, 6, 30), span(2, 1, 7), span(2, 9, 15), span(2, 19, 29)],
    },
  ],
};
