import { describe, expect, it } from 'vitest';
import { isMrzReading, readMrz } from '../../../lambdas/domain/mrz/read-mrz.ts';
import type { MrzReading } from '../../../lambdas/domain/mrz/reading.ts';
import { writeTd1, writeTd3 } from '../../../lambdas/domain/mrz/write-mrz.ts';
import * as specimens from '../../vectors/machine-readable-zones.ts';

const today = '2026-11-15';

function reading(lines: readonly string[]): MrzReading {
  const outcome = readMrz(lines, { today });
  if (!isMrzReading(outcome)) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome;
}

function refused(lines: readonly string[]): boolean {
  return !isMrzReading(readMrz(lines, { today }));
}

function withLine(lines: readonly string[], line: number, change: (text: string) => string): string[] {
  return lines.map((text, index) => (index === line - 1 ? change(text) : text));
}

describe('characters', () => {
  it('A7: a letter in a date becomes the digit it resembles, and the change is recorded', () => {
    const found = reading(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('7408122', '74O8I22')));
    expect(found.birthDate).toBe('1974-08-12');
    expect(found.corrections).toEqual([
      { line: 2, position: 16, from: 'O', to: '0', why: 'look-alike-by-field-type' },
      { line: 2, position: 18, from: 'I', to: '1', why: 'look-alike-by-field-type' },
    ]);
  });

  it('A7: a digit in a state code becomes a letter only when that gives a known state', () => {
    const found = reading(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('UTO', 'UT0')));
    expect(found.nationality).toBe('UTO');
    expect(found.corrections).toContainEqual(
      expect.objectContaining({ line: 2, position: 13, from: '0', to: 'O' }),
    );
    expect(refused(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('UTO', 'U90')))).toBe(true);
  });

  it('A7: the fillers after the D of Germany may have been read as letters', () => {
    const lines = writeTd3({
      documentCode: 'P',
      issuingState: 'D',
      documentNumber: 'C01X00T47',
      nationality: 'D',
      birthDate: '1964-08-12',
      sex: 'F',
      expiryDate: '2030-10-31',
      primary: 'MUSTERMANN',
      secondary: ['ERIKA'],
    });
    const found = reading(withLine(lines, 1, (text) => text.replace('D<<', 'DKK')));
    expect(found.issuingState).toBe('D');
    expect(found.corrections).toHaveLength(2);
  });

  it('A7: a look-alike in a mixed field is changed only as far as the check digits demand', () => {
    const found = reading(
      withLine(specimens.ICAO_TD1, 1, (text) => text.replace('D231458907', 'D23145B907')),
    );
    expect(found.documentNumber).toBe('D23145890');
    expect(found.corrections).toEqual([
      { line: 1, position: 12, from: 'B', to: '8', why: 'look-alike-by-check-digit' },
    ]);
  });

  it('A7: the number and the personal number of a passport, each with its check digit, may both be mended', () => {
    const found = reading(
      withLine(specimens.ICAO_TD3, 2, (text) =>
        text.replace('L898902C3', 'L8989O2C3').replace('ZE184226B', 'ZE1842Z6B'),
      ),
    );
    expect(found.documentNumber).toBe('L898902C3');
    expect(found.optionalData).toEqual(['ZE184226B']);
    expect(found.corrections).toHaveLength(2);
  });

  it('A7: two changes under one check digit would prove nothing and are refused', () => {
    expect(refused(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('L898902C3', 'L89B902C3')))).toBe(
      false,
    );
    expect(refused(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('L898902C3', 'L89B9O2C3')))).toBe(
      true,
    );
  });

  it('A7: a digit among digits is not turned into a letter to satisfy a check digit', () => {
    // S in place of the 5 would satisfy the check digit that the misread 1 breaks.
    expect(refused(withLine(specimens.ICAO_TD1, 1, (text) => text.replace('D23145890', 'D23745890')))).toBe(
      true,
    );
  });

  it('A7: a misread that resembles nothing is refused', () => {
    expect(refused(withLine(specimens.ICAO_TD1, 1, (text) => text.replace('D23145890', 'D23745890')))).toBe(
      true,
    );
  });

  it('A7: the D of an old French card may have been read as 0', () => {
    const found = reading(
      withLine(specimens.OLD_FRENCH_LOISEAU, 1, (text) => text.replace('IDFRA', 'I0FRA')),
    );
    expect(found.corrections).toEqual([
      { line: 1, position: 2, from: '0', to: 'D', why: 'look-alike-by-field-type' },
    ]);
  });

  it('A7: a wrong letter in the name of an old French card is refused, never guessed', () => {
    expect(
      refused(withLine(specimens.OLD_FRENCH_LOISEAU, 1, (text) => text.replace('LOISEAU', 'LO1SEAU'))),
    ).toBe(true);
    expect(
      refused(withLine(specimens.OLD_FRENCH_LOISEAU, 1, (text) => text.replace('LOISEAU', 'LOLSEAU'))),
    ).toBe(true);
  });
});

describe('fillers', () => {
  it('A7: letters in the padding of a name become fillers again', () => {
    const found = reading(
      withLine(specimens.ICAO_TD3, 1, (text) => text.replace(/<<<<<<<<<<<<<<<$/, '<<<<K<<<<CC<<L<')),
    );
    expect(found.names).toEqual({ primary: 'ERIKSSON', secondary: ['ANNA', 'MARIA'], truncated: false });
    expect(found.corrections.map(({ from, to, why }) => [from, to, why])).toEqual([
      ['K', '<', 'filler-look-alike'],
      ['C', '<', 'filler-look-alike'],
      ['C', '<', 'filler-look-alike'],
      ['L', '<', 'filler-look-alike'],
    ]);
  });

  it('A7: a one-letter given name is no misread filler', () => {
    const lines = writeTd1({
      documentCode: 'ID',
      issuingState: 'FRA',
      documentNumber: 'X4RTBPFW4',
      nationality: 'FRA',
      birthDate: '1990-07-13',
      sex: 'F',
      expiryDate: '2030-02-11',
      primary: 'MARTIN',
      secondary: ['K'],
    });
    expect(reading(lines)).toMatchObject({ names: { secondary: ['K'] }, corrections: [] });
  });

  it('A7: a K alone in the optional data, which no check digit notices, becomes a filler with record', () => {
    const found = reading(
      withLine(specimens.ICAO_TD1, 1, (text) => text.replace('7<<<<<<<<<', '7<<<<K<<<<')),
    );
    expect(found.optionalData).toEqual([]);
    expect(found.corrections).toEqual([
      { line: 1, position: 20, from: 'K', to: '<', why: 'filler-look-alike' },
    ]);
  });

  it('A7: so does a K at the very beginning of empty optional data', () => {
    const found = reading(
      withLine(specimens.ICAO_TD1, 1, (text) => text.replace('7<<<<<<<<<', '7K<<<<<<<<')),
    );
    expect(found.optionalData).toEqual([]);
    expect(found.corrections).toHaveLength(1);
  });

  it.each([
    ['lost at the end of a name line', 1, (text: string) => text.replace(/<+$/, '<<')],
    ['lost altogether at the end of a name line', 1, (text: string) => text.replace(/<+$/, '')],
    ['lost before the check digits', 2, (text: string) => text.replace('<<<<<10', '<<10')],
    ['seen too often in a name line', 1, (text: string) => `${text}<<`],
    ['seen too often before the check digits', 2, (text: string) => text.replace('<<<<<10', '<<<<<<<10')],
  ] as const)('A7: fillers %s are put right, with record', (_, line, change) => {
    const found = reading(withLine(specimens.ICAO_TD3, line, change));
    expect(found.lines).toEqual(specimens.ICAO_TD3);
    expect(found.corrections).toHaveLength(1);
    expect(found.corrections[0]).toMatchObject({
      line,
      why: expect.stringMatching(/^filler-(missing|surplus)$/),
    });
  });

  it('A7: fillers lost in all three lines of a card at once', () => {
    const lines = specimens.ICAO_TD1.map((text) => text.replace(/<{6,}/, '<<<<'));
    expect(reading(lines).lines).toEqual(specimens.ICAO_TD1);
  });

  it('A7: a lost letter of the number is refused', () => {
    expect(refused(withLine(specimens.ICAO_TD3, 2, (text) => text.replace('L898902', 'L89802')))).toBe(true);
  });

  it('A7: spaces and lower case are no corrections; filler signs are', () => {
    const [first = '', second = ''] = specimens.ICAO_TD3;
    const found = reading([
      first.toLowerCase().replace('eriksson<<', 'eriksson« '),
      second.replace('<<<<<10', '<<(<‹10').replace('UTO', ' UTO '),
    ]);
    expect(found.lines).toEqual(specimens.ICAO_TD3);
    expect(found.corrections.map(({ line, position, from, to }) => [line, position, from, to])).toEqual([
      [1, 14, '«', '<<'],
      [2, 40, '(', '<'],
      [2, 42, '‹', '<'],
    ]);
  });
});
