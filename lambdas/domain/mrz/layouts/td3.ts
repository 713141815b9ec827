import { field, type Layout, span } from '../layout.ts';

/** Passports: two lines of 44 (Doc 9303-4 §4.2.2). An unused personal number may leave its check digit blank. */
export const TD3: Layout = {
  format: 'TD3',
  lineCount: 2,
  lineLength: 44,
  fields: [
    field('documentCode', 'code', 1, 1, 2),
    field('issuingState', 'state', 1, 3, 5),
    field('names', 'names', 1, 6, 44),
    field('documentNumber', 'alphanumeric', 2, 1, 9),
    field('checkDigit', 'check-digit', 2, 10, 10),
    field('nationality', 'state', 2, 11, 13),
    field('birthDate', 'date', 2, 14, 19),
    field('checkDigit', 'check-digit', 2, 20, 20),
    field('sex', 'sex', 2, 21, 21),
    field('expiryDate', 'date', 2, 22, 27),
    field('checkDigit', 'check-digit', 2, 28, 28),
    field('optionalData', 'alphanumeric', 2, 29, 42),
    field('checkDigit', 'check-digit', 2, 43, 43),
    field('checkDigit', 'check-digit', 2, 44, 44),
  ],
  checks: () => [
    { name: 'document-number', at: { line: 2, position: 10 }, over: [span(2, 1, 9)] },
    { name: 'birth-date', at: { line: 2, position: 20 }, over: [span(2, 14, 19)] },
    { name: 'expiry-date', at: { line: 2, position: 28 }, over: [span(2, 22, 27)] },
    { name: 'personal-number', at: { line: 2, position: 43 }, over: [span(2, 29, 42)], mayBeBlank: true },
    {
      name: 'composite',
      at: { line: 2, position: 44 },
      over: [span(2, 1, 10), span(2, 14, 20), span(2, 22, 43)],
    },
  ],
};
