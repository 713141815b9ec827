import { describe, expect, it } from 'vitest';
import {
  compareDocument,
  printedIssueDate,
} from '../../../lambdas/domain/document-comparison/compare-document.ts';
import type { ComparedField } from '../../../lambdas/domain/document-comparison/comparison.ts';
import { datesOn } from '../../../lambdas/domain/document-comparison/printed-dates.ts';
import { foldedWords } from '../../../lambdas/domain/document-comparison/printed-text.ts';
import { isMrzReading, readMrz } from '../../../lambdas/domain/mrz/read-mrz.ts';
import { type MrzContent, writeFrenchId, writeTd1 } from '../../../lambdas/domain/mrz/write-mrz.ts';
import type { PivotIdentity } from '../../../lambdas/domain/pivot-identity/pivot-identity.ts';

const content: MrzContent = {
  documentCode: 'ID',
  issuingState: 'FRA',
  documentNumber: 'X4RTBPFW4',
  nationality: 'FRA',
  birthDate: '1990-07-13',
  sex: 'F',
  expiryDate: '2030-02-11',
  primary: 'LEFEVRE',
  secondary: ['MAELYS', 'FRANCOISE'],
};
const form: PivotIdentity = {
  given_name: 'Maëlys Françoise',
  family_name: 'LEFÈVRE',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75107',
  birthcountry: '99100',
};
const printed = [
  "CARTE NATIONALE D'IDENTITE / IDENTITY CARD",
  'NOM / Surname',
  'LEFEVRE',
  'Prenoms / Given names',
  'Maelys, Franoise',
  'SEXE / Sex  NATIONALITE / Nationality  DATE DE NAISS. / Date of birth',
  'F FRA 13 07 1990',
  'N° DU DOCUMENT / Document No  DATE D EXPIR. / Expiry date',
  'X4RTBPFW4 11 02 2030',
];

function reading(lines: readonly string[]) {
  const outcome = readMrz(lines, { today: '2026-11-15' });
  if (!isMrzReading(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

function compare(
  change: {
    form?: Partial<PivotIdentity>;
    zone?: Partial<MrzContent>;
    printed?: string[];
    documentNumber?: string;
  } = {},
) {
  const comparisons = compareDocument({
    form: { ...form, ...change.form },
    mrz: reading(writeTd1({ ...content, ...change.zone })),
    printed: change.printed ?? printed,
    ...(change.documentNumber !== undefined && { documentNumber: change.documentNumber }),
  });
  const of = (field: ComparedField) => comparisons.find((comparison) => comparison.field === field);
  return { comparisons, of };
}

it('A7: form, zone and print that agree leave nothing to look at', () => {
  const { comparisons } = compare({ documentNumber: 'x4rt bpfw4' });
  expect(comparisons.map(({ field, verdict, severity }) => [field, verdict, severity])).toEqual([
    ['family_name', 'agrees', 'none'],
    ['given_name', 'agrees', 'none'],
    ['birthdate', 'agrees', 'none'],
    ['gender', 'agrees', 'none'],
    ['document_number', 'agrees', 'none'],
    ['expiry_date', 'agrees', 'none'],
  ]);
});

it.each([
  ['family_name', { form: { family_name: 'LEFORT' } }],
  ['family_name', { zone: { primary: 'LEFORT' } }],
  ['given_name', { form: { given_name: 'Françoise Maëlys' } }],
  ['birthdate', { form: { birthdate: '1990-07-14' } }],
  ['birthdate', { zone: { birthDate: '1991-07-13' } }],
  ['gender', { form: { gender: 'male' as const } }],
  ['document_number', { documentNumber: 'X4RTBPFW5' }],
  ['expiry_date', { zone: { expiryDate: '2031-02-11' } }],
] as const)('A7: a contradiction in %s is major: %o', (field, change) => {
  expect(compare(change).of(field)).toMatchObject({ verdict: 'differs', severity: 'major' });
});

it('A9: what is printed against what the zone says shows tampering, with both values', () => {
  const tampered = printed.map((line) => line.replace('13 07 1990', '13 07 2001'));
  expect(compare({ printed: tampered }).of('birthdate')).toEqual({
    field: 'birthdate',
    form: '1990-07-13',
    mrz: '1990-07-13',
    printed: '2001-07-13',
    verdict: 'differs',
    severity: 'major',
    notes: [],
  });
});

it('A7: what is not printed is reported as not found', () => {
  const { comparisons } = compare({ printed: [] });
  expect(comparisons.filter(({ field }) => field !== 'gender').map(({ verdict }) => verdict)).toEqual(
    Array(5).fill('not-found'),
  );
});

it('A7: the zone cannot confirm itself as printed text', () => {
  const { of } = compare({ printed: writeTd1(content) });
  expect(of('document_number')?.verdict).toBe('not-found');
  expect(of('family_name')?.verdict).toBe('not-found');
});

it('A7: a nearly right printed name differs and is shown', () => {
  const misprinted = printed.map((line) => (line === 'LEFEVRE' ? 'LEFEBRE' : line));
  expect(compare({ printed: misprinted }).of('family_name')).toMatchObject({
    printed: 'LEFEBRE',
    verdict: 'differs',
    severity: 'minor',
    notes: ['printed-nearly'],
  });
});

it('A7: fewer given names typed than the document has, or a used name in the zone, is minor and noted', () => {
  expect(compare({ form: { given_name: 'Maëlys' } }).of('given_name')).toMatchObject({
    verdict: 'differs',
    severity: 'minor',
    notes: ['first-words-only'],
  });
  const { of } = compare({ form: { family_name: 'DURAND', preferred_username: 'LEFÈVRE' } });
  expect(of('family_name')).toMatchObject({ severity: 'minor', notes: ['used-name-in-zone'] });
  expect(of('preferred_username')).toMatchObject({ verdict: 'agrees' });
});

it('A7: a name cut by the zone agrees as far as it goes', () => {
  const long = { given_name: 'Maëlys Françoise Bernadette', family_name: 'LEFÈVRE' };
  const cut = compare({
    form: long,
    zone: { secondary: ['MAELYS', 'FRANCOISE', 'BERNADETTE'] },
    printed: [...printed, 'Maelys, Francoise, Bernadette'],
  });
  expect(cut.of('given_name')).toMatchObject({ verdict: 'agrees', notes: ['zone-truncated'] });
});

it('A12: presumed dates and the other century are compared as such', () => {
  const presumed = compare({ form: { birthdate: '1958-00-00' }, zone: { birthDate: '1958-00-00' } });
  expect(presumed.of('birthdate')).toMatchObject({ verdict: 'not-found', severity: 'minor' });
  const centenarian = compare({
    form: { birthdate: '1920-07-13' },
    zone: { birthDate: '1920-07-13' },
    printed: ['Date of birth 13 07 1920'],
  });
  expect(centenarian.of('birthdate')).toMatchObject({ verdict: 'agrees', notes: ['other-century'] });
});

it('A7: sex X in the zone settles nothing', () => {
  expect(compare({ zone: { sex: 'X' } }).of('gender')).toMatchObject({
    verdict: 'not-found',
    severity: 'minor',
  });
});

describe('the old French card', () => {
  const card = reading(
    writeFrenchId({
      documentNumber: '120675K00277',
      birthDate: '1973-03-21',
      sex: 'M',
      primary: 'LOISEAU',
      secondary: ['HERVE'],
    }),
  );
  const owner = {
    ...form,
    family_name: 'LOISEAU',
    given_name: 'Hervé',
    birthdate: '1973-03-21',
    gender: 'male' as const,
  };

  it('A7: the end printed before the extension agrees with the computed one', () => {
    const lines = [
      'Nom: LOISEAU',
      'Prenom(s): HERVE',
      'Ne(e) le: 21.03.1973',
      '120675K00277',
      "valable jusqu'au: 14.06.2022",
    ];
    const comparisons = compareDocument({ form: owner, mrz: card, printed: lines });
    expect(comparisons.find(({ field }) => field === 'expiry_date')).toMatchObject({
      mrz: '2027-06-29',
      printed: '2022-06-14',
      verdict: 'agrees',
      notes: ['printed-before-extension'],
    });
    expect(comparisons.every(({ verdict }) => verdict === 'agrees')).toBe(true);
  });
});

describe('printed text', () => {
  it.each([
    ['11 022034', ['2034-02-11']],
    ['1102 2034', ['2034-02-11']],
    ['13 07 1990', ['1990-07-13']],
    ['Né(e) le : 12.06.1965 à PARIS', ['1965-06-12']],
    ['13/07/1990 - 11/02/2030', ['1990-07-13', '2030-02-11']],
    ['1990-07-13', ['1990-07-13']],
    ['12 AOÛT/AUG 1974', ['1974-08-12']],
    ['12 août 1974', ['1974-08-12']],
    ['13071990', ['1990-07-13']],
    ['31 02 1990', []],
    ['12345678', []],
    ['06 12 34 56 78', []],
  ])('A7: %s holds the dates %j', (raw, dates) => {
    expect(datesOn({ raw, words: foldedWords(raw) })).toEqual(dates);
  });

  it('A7: words are folded as recognisers write them', () => {
    expect(foldedWords("Prénom(s) : Maëlys-Zoë D'Œuvre, ßtraße")).toEqual([
      'PRENOM',
      'S',
      'MAELYS',
      'ZOE',
      'DOEUVRE',
      'SSTRASSE',
    ]);
  });

  it('A1: the printed day of issue is found by its caption', () => {
    expect(printedIssueDate(['DATE DE DELIVRANCE', '12 02 2020'], reading(writeTd1(content)))).toBe(
      '2020-02-12',
    );
    expect(printedIssueDate(printed, reading(writeTd1(content)))).toBeUndefined();
  });

  it('A7: the end of validity is not taken for the day of issue where their captions stand side by side', () => {
    const captions = ['Delivre le / Date of issue', 'Expire le / Date of expiry'];
    const mrz = reading(writeTd1(content));
    expect(printedIssueDate([...captions, '11 02 2030', '12 02 2020'], mrz)).toBeUndefined();
    expect(printedIssueDate([...captions, '11 02 2030 12 02 2020'], mrz)).toBe('2020-02-12');
  });
});
