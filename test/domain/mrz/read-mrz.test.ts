import { describe, expect, it } from 'vitest';
import type { MrzProblem } from '../../../lambdas/domain/mrz/problem.ts';
import { isMrzReading, readMrz } from '../../../lambdas/domain/mrz/read-mrz.ts';
import type { MrzReading } from '../../../lambdas/domain/mrz/reading.ts';
import { writeFrenchId, writeTd1, writeTd2, writeTd3 } from '../../../lambdas/domain/mrz/write-mrz.ts';
import * as specimens from '../../vectors/machine-readable-zones.ts';

const today = '2026-11-15';

function reading(lines: readonly string[], on = today): MrzReading {
  const outcome = readMrz(lines, { today: on });
  if (!isMrzReading(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function problems(lines: readonly string[]): MrzProblem[] {
  const outcome = readMrz(lines, { today });
  if (isMrzReading(outcome)) throw new Error(`accepted: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('published specimens', () => {
  it.each(Object.entries(specimens.ALL_SPECIMENS))('A7: reads %s without a correction', (_, lines) => {
    const found = reading(lines);
    expect(found.corrections).toEqual([]);
    expect(found.checkDigits.every((digit) => digit.passes)).toBe(true);
    expect(found.lines).toEqual(lines);
  });

  it('A7: TD3 gives every field of the passport', () => {
    expect(reading(specimens.ICAO_TD3)).toMatchObject({
      format: 'TD3',
      documentCode: 'P',
      issuingState: 'UTO',
      documentNumber: 'L898902C3',
      nationality: 'UTO',
      birthDate: '1974-08-12',
      sex: 'F',
      expiryDate: '2012-04-15',
      names: { primary: 'ERIKSSON', secondary: ['ANNA', 'MARIA'], truncated: false },
      optionalData: ['ZE184226B'],
    });
    expect(reading(specimens.ICAO_TD3).checkDigits.map((digit) => digit.name)).toEqual([
      'document-number',
      'birth-date',
      'expiry-date',
      'personal-number',
      'composite',
    ]);
  });

  it('A7: the French card of 2021 is TD1 with nationality FRA', () => {
    expect(reading(specimens.NEW_FRENCH_MARTIN)).toMatchObject({
      format: 'TD1',
      documentCode: 'ID',
      issuingState: 'FRA',
      documentNumber: 'X4RTBPFW4',
      birthDate: '1990-07-13',
      expiryDate: '2030-02-11',
      names: { primary: 'MARTIN', secondary: ['MAELYS', 'GAELLE', 'MARIE'] },
    });
  });

  it('A7: the old French card gives names of both lines, its number and its issue month', () => {
    expect(reading(specimens.OLD_FRENCH_LOISEAU)).toMatchObject({
      format: 'FRENCH_ID',
      documentNumber: '970675K00277',
      nationality: 'FRA',
      birthDate: '1973-03-21',
      sex: 'M',
      issueMonth: '1997-06',
      names: { primary: 'LOISEAU', secondary: ['HERVE', 'DJAMEL'], truncated: false },
    });
    expect(reading(specimens.OLD_FRENCH_BERTHIER_WITH_OFFICE).optionalData).toEqual(['923255']);
  });

  it('A7: a TD1 number of more than nine characters continues in the optional data', () => {
    const found = reading(specimens.BELGIAN_LONG_NUMBER);
    expect(found.documentNumber).toBe('600001795015');
    expect(found.optionalData).toEqual(['13010198739']);
  });
});

const person = {
  documentCode: 'IR',
  issuingState: 'FRA',
  documentNumber: 'AB1234567',
  nationality: 'MAR',
  birthDate: '1985-02-03',
  sex: 'M' as const,
  expiryDate: '2031-05-06',
  primary: 'EL AMRANI',
  secondary: ['YOUSSEF'],
  optionalData: '9903123456',
};

describe('documents of other kinds', () => {
  it('A7: a residence permit is a TD1 card issued by France to someone of another nationality', () => {
    expect(reading(writeTd1(person))).toMatchObject({
      documentCode: 'IR',
      issuingState: 'FRA',
      nationality: 'MAR',
      optionalData: ['9903123456'],
      names: { primary: 'EL AMRANI', secondary: ['YOUSSEF'] },
    });
  });

  it('A7: the letters T and R of a residence permit are accepted in TD1 only', () => {
    expect(reading(writeTd1({ ...person, documentCode: 'TS' })).documentCode).toBe('TS');
    expect(problems(writeTd2({ ...person, documentCode: 'TS', optionalData: '' }))).toContainEqual(
      expect.objectContaining({ code: 'document-code-unknown' }),
    );
  });

  it('A7: Germany is D, a stateless person XXA', () => {
    const found = reading(writeTd3({ ...person, documentCode: 'P', issuingState: 'D', nationality: 'XXA' }));
    expect([found.issuingState, found.nationality]).toEqual(['D', 'XXA']);
  });

  it('A7: a visa is refused as no identity document', () => {
    const visa = writeTd3({ ...person, documentCode: 'V', optionalData: '' });
    expect(problems(visa)).toContainEqual({ code: 'visa', line: 1, position: 1 });
  });

  it('A7: an unknown state is refused at its position', () => {
    const lines = writeTd3({ ...person, documentCode: 'P', issuingState: 'QQQ', nationality: 'FRA' });
    expect(problems(lines)).toEqual([{ code: 'issuing-state-unknown', line: 1, position: 3 }]);
  });

  it('A7: sex X and the filler are told apart, another letter is refused', () => {
    expect(reading(writeTd1({ ...person, sex: 'X' })).sex).toBe('X');
    expect(reading(writeTd1({ ...person, sex: 'unspecified' })).sex).toBe('unspecified');
    const [first, second, third] = writeTd1(person);
    expect(problems([first, second.replace('M', 'N'), third])).toEqual([
      { code: 'sex-unreadable', line: 2, position: 8 },
    ]);
  });

  it('A7: a mononym has no secondary identifier', () => {
    expect(reading(writeTd1({ ...person, primary: 'SUHARTO', secondary: [] })).names).toEqual({
      primary: 'SUHARTO',
      secondary: [],
      truncated: false,
    });
  });

  it('A7: a name that fills its field is flagged as truncated', () => {
    const long = { ...person, primary: 'PAPANDROPOULOUS', secondary: ['JONATHON', 'ALEXANDER'] };
    expect(reading(writeTd1(long)).names).toEqual({
      primary: 'PAPANDROPOULOUS',
      secondary: ['JONATHON', 'ALEX'],
      truncated: true,
    });
  });
});

describe('dates', () => {
  it('A7: a birth date is never in the future', () => {
    expect(reading(writeTd1({ ...person, birthDate: '1926-11-16' })).birthDate).toBe('1926-11-16');
    expect(reading(writeTd1({ ...person, birthDate: '2026-11-15' })).birthDate).toBe('2026-11-15');
  });

  it('A7: someone read as a child may be over a hundred, and the other century is named', () => {
    expect(reading(writeTd1({ ...person, birthDate: '1920-01-01' }))).toMatchObject({
      birthDate: '2020-01-01',
      birthDateOtherCentury: '1920-01-01',
    });
    expect(reading(writeTd1(person)).birthDateOtherCentury).toBeUndefined();
  });

  it('A7: expiry dates lie within fifty years of today', () => {
    expect(reading(writeTd1({ ...person, expiryDate: '2012-04-15' })).expiryDate).toBe('2012-04-15');
    expect(reading(writeTd1({ ...person, expiryDate: '2049-12-31' })).expiryDate).toBe('2049-12-31');
    expect(reading(writeTd1({ ...person, expiryDate: '1999-12-31' })).expiryDate).toBe('1999-12-31');
    expect(reading(writeTd1({ ...person, expiryDate: null })).expiryDate).toBeNull();
  });

  it('A12: unknown parts of the birth date give a presumed date', () => {
    expect(reading(writeTd1({ ...person, birthDate: '1958-03-00' })).birthDate).toBe('1958-03-00');
    expect(reading(writeTd1({ ...person, birthDate: '1958-00-00' })).birthDate).toBe('1958-00-00');
    expect(reading(writeTd1({ ...person, birthDate: null })).birthDate).toBeNull();
    const zeros = writeFrenchId({
      documentNumber: '190375K00277',
      birthDate: '1958-01-01',
      sex: 'F',
      primary: 'DURAND',
      secondary: ['ANNE'],
    });
    expect(reading(zeros).birthDate).toBe('1958-01-01');
  });

  it('A7: a day that does not exist is refused even when the check digits pass', () => {
    expect(problems(writeTd1({ ...person, birthDate: '1985-02-30' }))).toEqual([
      { code: 'birth-date-invalid', line: 2, position: 1 },
    ]);
    expect(problems(writeTd1({ ...person, expiryDate: '2031-13-06' }))).toEqual([
      { code: 'expiry-date-invalid', line: 2, position: 9 },
    ]);
  });
});

describe('refusals', () => {
  it.each([
    ['document-number', 1, 'D231458907', 'D231458917'],
    ['birth-date', 2, '7408122', '7408132'],
    ['expiry-date', 2, '1204159', '1204169'],
    ['composite', 2, '<6', '<7'],
  ] as const)('A7: a wrong %s check digit is reported by name', (check, line, from, to) => {
    const lines = specimens.ICAO_TD1.map((text, index) =>
      index === line - 1 ? text.replace(from, to) : text,
    );
    expect(problems(lines)).toContainEqual(
      expect.objectContaining({ code: 'check-digit-failed', check, line }),
    );
  });

  it('A7: the personal number of a passport has its own check digit, blank only when the number is', () => {
    const [first = '', second = ''] = specimens.ICAO_TD3;
    expect(problems([first, second.replace('ZE184226B', 'ZE184326B')])).toContainEqual(
      expect.objectContaining({ code: 'check-digit-failed', check: 'personal-number', position: 43 }),
    );
    const empty = writeTd3({ ...person, documentCode: 'P', optionalData: '' });
    const blank = [empty[0], `${empty[1].slice(0, 42)}<${empty[1].slice(43)}`];
    expect(reading(blank).optionalData).toEqual([]);
  });

  it.each([
    ['nothing', [], 'no-machine-readable-zone'],
    ['blank lines', ['', '  '], 'no-machine-readable-zone'],
    ['one line', ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'], 'unknown-layout'],
    ['lines of no layout', ['ABC', 'DEF'], 'unknown-layout'],
    [
      'another script',
      ['ПАСПОРТ<<<<<<<<<<<<<<<<<<<<<<<', ...specimens.ICAO_TD1.slice(1)],
      'foreign-character',
    ],
  ])('A7: %s is refused', (_, lines, code) => {
    expect(problems(lines).map((problem) => problem.code)).toContain(code);
  });

  it('A7: a digit inside a name is refused, not guessed', () => {
    const [first, second, third = ''] = specimens.ICAO_TD1;
    expect(problems([first ?? '', second ?? '', third.replace('ERIKSSON', 'ERIKSS0N')])).toEqual([
      { code: 'name-unreadable', line: 3, position: 1 },
    ]);
  });
});
