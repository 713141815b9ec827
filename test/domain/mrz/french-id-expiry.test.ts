import { expect, it } from 'vitest';
import { frenchIdExpiry, readIssueMonth } from '../../../lambdas/domain/mrz/french-id-expiry.ts';

const adult = '1970-01-01';

it.each([
  ['2013-12', adult, 15, 'issued-2004-2013-to-adult-extended', '2028-11-30', '2028-12-30'],
  ['2014-01', adult, 15, 'issued-from-2014-to-adult', '2028-12-31', '2029-01-30'],
  ['2004-01', adult, 15, 'issued-2004-2013-to-adult-extended', '2018-12-31', '2019-01-30'],
  ['2003-12', adult, 10, 'issued-before-2004', '2013-11-30', '2013-12-30'],
  ['2016-05', '2000-01-01', 10, 'issued-to-minor', '2026-04-30', '2026-05-30'],
  ['2016-02', adult, 15, 'issued-from-2014-to-adult', '2031-01-31', '2031-02-27'],
] as const)(
  'A1: a card of %s held by someone born %s lasts %s years: %s',
  (month, birth, years, reason, earliest, latest) => {
    expect(frenchIdExpiry(month, birth)).toEqual({ years, reason, earliest, latest });
  },
);

it('A1: who came of age in the month of issue counts as a minor, the sure side', () => {
  expect(frenchIdExpiry('2018-05', '2000-05-01').reason).toBe('issued-from-2014-to-adult');
  expect(frenchIdExpiry('2018-05', '2000-05-02').reason).toBe('issued-to-minor');
  expect(frenchIdExpiry('2018-05', '2000-00-00').reason).toBe('issued-to-minor');
});

it('A1: issue months span 1988 to 2021', () => {
  expect(readIssueMonth('8806')).toBe('1988-06');
  expect(readIssueMonth('2107')).toBe('2021-07');
  expect(readIssueMonth('2113')).toBeUndefined();
  expect(readIssueMonth('21O7')).toBeUndefined();
});
