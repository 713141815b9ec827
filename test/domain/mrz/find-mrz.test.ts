import { describe, expect, it } from 'vitest';
import { findMrz } from '../../../lambdas/domain/mrz/find-mrz.ts';
import { isMrzReading } from '../../../lambdas/domain/mrz/read-mrz.ts';
import { readMrzInText } from '../../../lambdas/domain/mrz/read-mrz-in-text.ts';
import * as specimens from '../../vectors/machine-readable-zones.ts';

const today = '2026-11-15';
const captions = [
  'REPUBLIQUE FRANCAISE',
  "CARTE NATIONALE D'IDENTITE",
  'Nom: MARTIN',
  '13 07 1990',
  'X4RTBPFW4',
  '384213',
];

function asLines(texts: readonly string[]) {
  return texts.map((text) => ({ text, confidence: 0.9 }));
}

function numberIn(texts: readonly string[]): string {
  const outcome = readMrzInText(asLines(texts), { today });
  return isMrzReading(outcome) ? outcome.documentNumber : JSON.stringify(outcome);
}

describe('finding the zone among all text', () => {
  it.each(Object.entries(specimens.ALL_SPECIMENS))('A7: finds %s after printed lines', (_, lines) => {
    const outcome = readMrzInText(asLines([...captions, ...lines]), { today });
    expect(isMrzReading(outcome) && outcome.lines).toEqual(lines);
  });

  it('A7: names its sources and the weakest confidence', () => {
    const lines = asLines([...captions, ...specimens.NEW_FRENCH_MARTIN]);
    const noisy = lines.map((line, index) => (index === 7 ? { ...line, confidence: 0.4 } : line));
    expect(findMrz(noisy)[0]).toMatchObject({ sources: [6, 7, 8], confidence: 0.4 });
  });

  it('A7: joins a line that was read in pieces', () => {
    const [first = '', second = ''] = specimens.ICAO_TD3;
    expect(numberIn([first.slice(0, 20), first.slice(20), second.slice(0, 28), second.slice(28)])).toBe(
      'L898902C3',
    );
  });

  it('A7: joins pieces by their place on the picture, whatever their order', () => {
    const [first = '', second = ''] = specimens.ICAO_TD3;
    const outcome = readMrzInText(
      [
        { text: second.slice(22), confidence: 0.9, box: { left: 0.5, top: 0.91, width: 0.45, height: 0.04 } },
        { text: first, confidence: 0.9, box: { left: 0.05, top: 0.82, width: 0.9, height: 0.04 } },
        {
          text: second.slice(0, 22),
          confidence: 0.9,
          box: { left: 0.05, top: 0.9, width: 0.45, height: 0.04 },
        },
        { text: 'PASSEPORT', confidence: 0.9, box: { left: 0.05, top: 0.05, width: 0.3, height: 0.04 } },
      ],
      { today },
    );
    expect(isMrzReading(outcome) && outcome.documentNumber).toBe('L898902C3');
  });

  it('A7: parts lines that were run together', () => {
    expect(numberIn([specimens.ICAO_TD3.join('')])).toBe('L898902C3');
    expect(numberIn([specimens.ICAO_TD1.join(' ')])).toBe('D23145890');
    expect(numberIn([specimens.OLD_FRENCH_LOISEAU.join('')])).toBe('970675K00277');
  });

  it('A7: keeps the record of signs taken for fillers', () => {
    const [first = '', second = ''] = specimens.ICAO_TD3;
    const outcome = readMrzInText(asLines([first.replace('ERIKSSON<<', 'ERIKSSON«'), second]), { today });
    expect(isMrzReading(outcome) && outcome.corrections).toHaveLength(1);
  });

  it('A7: a picture without a zone says so, one with an unreadable zone says what failed', () => {
    expect(readMrzInText(asLines(captions), { today })).toEqual([{ code: 'no-machine-readable-zone' }]);
    const broken = specimens.ICAO_TD1.map((line) => line.replace('7408122', '7408192'));
    expect(readMrzInText(asLines(broken), { today })).toContainEqual(
      expect.objectContaining({ code: 'check-digit-failed', check: 'birth-date' }),
    );
  });
});
