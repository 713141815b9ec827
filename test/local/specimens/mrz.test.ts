import { parse } from 'mrz';
import { describe, expect, it } from 'vitest';
import { SPECIMEN_KINDS } from '../../../local/specimens/holder.ts';
import { sampleHolder } from '../../../local/specimens/holders.ts';
import { checkDigit, machineReadableZone, transliterate } from '../../../local/specimens/mrz.ts';

describe('zones printed on specimens', () => {
  it.each(SPECIMEN_KINDS)('A7: an independent reader accepts every zone of a %s', (kind) => {
    for (let seed = 1; seed <= 40; seed++) {
      const zone = machineReadableZone(kind, sampleHolder(kind, seed));
      const read = parse(zone);
      expect(
        read.valid,
        `${zone.join(' / ')} ${JSON.stringify(read.details.filter((field) => !field.valid))}`,
      ).toBe(true);
    }
  });

  it('A7: check digits are those of the specimens of Doc 9303-4 and 9303-5', () => {
    expect(checkDigit('L898902C3')).toBe('6');
    expect(checkDigit('740812')).toBe('2');
    expect(checkDigit('D23145890')).toBe('7');
  });

  it('A7: names are spelt as Doc 9303-3 §4.6 says', () => {
    expect(transliterate('Lœwenstein-D’Œuvre')).toBe('LOEWENSTEIN<DOEUVRE');
    expect(transliterate('Çelik')).toBe('CELIK');
  });
});
