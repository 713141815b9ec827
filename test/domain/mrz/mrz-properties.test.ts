import * as fc from 'fast-check';
import { parse } from 'mrz';
import { describe, expect, it } from 'vitest';
import { characterValue } from '../../../lambdas/domain/mrz/check-digit.ts';
import { FRENCH_ID } from '../../../lambdas/domain/mrz/layouts/french-id.ts';
import { TD1 } from '../../../lambdas/domain/mrz/layouts/td1.ts';
import { TD2 } from '../../../lambdas/domain/mrz/layouts/td2.ts';
import { TD3 } from '../../../lambdas/domain/mrz/layouts/td3.ts';
import { isMrzReading, readMrz } from '../../../lambdas/domain/mrz/read-mrz.ts';
import {
  type MrzContent,
  writeFrenchId,
  writeTd1,
  writeTd2,
  writeTd3,
} from '../../../lambdas/domain/mrz/write-mrz.ts';

const today = '2026-11-15';
const letters = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: min, maxLength: max });
const alphanumeric = (min: number, max: number) =>
  fc.string({
    unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'),
    minLength: min,
    maxLength: max,
  });
const day = (from: string, to: string) =>
  fc
    .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

const content: fc.Arbitrary<MrzContent> = fc.record({
  documentCode: fc.constantFrom('ID', 'I', 'AC', 'C'),
  issuingState: fc.constantFrom('FRA', 'D', 'BEL', 'UTO'),
  documentNumber: alphanumeric(9, 9),
  nationality: fc.constantFrom('FRA', 'MAR', 'XXA', 'JPN'),
  birthDate: day('1930-01-01', '2008-01-01'),
  sex: fc.constantFrom('F', 'M', 'X', 'unspecified'),
  expiryDate: day('2020-01-01', '2040-01-01'),
  primary: letters(2, 12),
  secondary: fc.array(letters(2, 6), { minLength: 1, maxLength: 2 }),
  // Letters OCR makes of fillers, alone in the optional data, are taken for fillers.
  optionalData: alphanumeric(0, 7).filter((text) => !/^[KCLEX]+$/.test(text)),
});
const frenchContent = fc.record({
  documentNumber: fc
    .tuple(fc.integer({ min: 4, max: 20 }), fc.integer({ min: 1, max: 12 }), alphanumeric(8, 8))
    .map(([year, month, rest]) => String(year).padStart(2, '0') + String(month).padStart(2, '0') + rest),
  birthDate: day('1930-01-01', '2003-01-01'),
  sex: fc.constantFrom('F' as const, 'M' as const),
  primary: letters(2, 20),
  secondary: fc.array(letters(2, 5), { minLength: 1, maxLength: 2 }),
});

const zone = fc.oneof(
  content.map((each) => ({ layout: TD1, lines: writeTd1(each) as string[], content: each })),
  content.map((each) => ({ layout: TD2, lines: writeTd2(each) as string[], content: each })),
  content
    .map((each) => ({ ...each, documentCode: 'P' }))
    .map((each) => ({ layout: TD3, lines: writeTd3(each) as string[], content: each })),
  frenchContent.map((each) => ({ layout: FRENCH_ID, lines: writeFrenchId(each) as string[], content: each })),
);

describe('generated zones', () => {
  it('A7: what was written is read, unchanged', () => {
    fc.assert(
      fc.property(zone, ({ layout, lines, content: written }) => {
        const outcome = readMrz(lines, { today });
        expect(outcome).toMatchObject({
          format: layout.format,
          corrections: [],
          lines,
          documentNumber: written.documentNumber,
          birthDate: written.birthDate,
          sex: written.sex,
          names: { primary: written.primary, secondary: written.secondary },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('A7: one corrupted character of a checked field is refused, or repaired with a record', () => {
    const corruption = zone.chain(({ layout, lines }) => {
      const spans = layout.checks(lines).flatMap((rule) => rule.over);
      return fc
        .tuple(
          fc.constantFrom(...spans),
          fc.nat(),
          fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<'),
        )
        .map(([span, offset, character]) => ({
          lines,
          line: span.line,
          index: span.from - 1 + (offset % (span.to - span.from + 1)),
          character,
        }));
    });
    fc.assert(
      fc.property(corruption, ({ lines, line, index, character }) => {
        const original = lines[line - 1] ?? '';
        // Values equal modulo 10 are what a check digit cannot see (Doc 9303-3 §4.9).
        fc.pre((characterValue(character) - characterValue(original.charAt(index))) % 10 !== 0);
        const corrupted = lines.map((text, at) =>
          at === line - 1 ? text.slice(0, index) + character + text.slice(index + 1) : text,
        );
        const outcome = readMrz(corrupted, { today });
        if (isMrzReading(outcome)) expect(outcome.corrections.length).toBeGreaterThan(0);
      }),
      { numRuns: 3000 },
    );
  });

  it('A7: no text makes the reader throw', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { maxLength: 4 }), (lines) => {
        const outcome = readMrz(lines, { today });
        if (Array.isArray(outcome)) expect(outcome.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('npm mrz 5 as a second opinion', () => {
  const supported = zone.filter(
    // It knows neither Utopia nor sex X, and takes every TD2 beginning IDFRA for an old French card.
    ({ layout, lines, content: each }) =>
      each.sex !== 'X' &&
      !lines.join('').includes('UTO') &&
      !(layout === TD2 && lines[0]?.startsWith('IDFRA')),
  );

  it('A7: agrees on every field it knows', () => {
    fc.assert(
      fc.property(supported, ({ lines }) => {
        const theirs = parse(lines);
        const ours = readMrz(lines, { today });
        expect(theirs.valid, JSON.stringify(theirs.details.filter((each) => !each.valid))).toBe(true);
        expect(isMrzReading(ours)).toBe(true);
        if (!isMrzReading(ours)) return;
        expect(ours.names.primary).toBe(theirs.fields.lastName);
        expect(ours.names.secondary.join(' ')).toBe(theirs.fields.firstName?.replace(/ +/g, ' '));
        expect(ours.birthDate?.replaceAll('-', '').slice(2)).toBe(theirs.fields.birthDate);
        if (ours.format !== 'FRENCH_ID') {
          expect(ours.documentNumber).toBe(theirs.fields.documentNumber);
          expect(ours.issuingState).toBe(theirs.fields.issuingState);
          expect(ours.nationality).toBe(theirs.fields.nationality);
          expect(ours.expiryDate?.replaceAll('-', '').slice(2)).toBe(theirs.fields.expirationDate);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('A7: refuses what it refuses', () => {
    fc.assert(
      fc.property(supported, fc.nat(), fc.constantFrom(...'3479'), ({ lines }, at, digit) => {
        const broken = lines.map((line, index) =>
          index === 1 ? line.slice(0, at % 4) + digit + line.slice((at % 4) + 1) : line,
        );
        const theirs = parse(broken);
        if (
          !theirs.valid &&
          theirs.details.some((each) => each.field?.endsWith('CheckDigit') && !each.valid)
        ) {
          const ours = readMrz(broken, { today });
          if (isMrzReading(ours)) expect(ours.corrections.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });
});
