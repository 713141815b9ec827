import type { Holder, SpecimenKind } from './holder.ts';
import { between, pick, type Random, seededRandom } from './random.ts';

const SURNAMES = [
  'Durand',
  'Lefèvre',
  'Moreau',
  'Garnier',
  'Le Goff',
  'Dupont-Martin',
  'Nguyen',
  'Benali',
  'Kowalczyk',
  'O’Brien',
  'Çelik',
  'Fontaine',
  'Marchand',
  'Hernández',
  'Wagner',
  'Quéré',
  'Zimmermann',
  'Vasseur',
  'Jourdan',
  'Xavier',
] as const;
const GIVEN = [
  'Camille',
  'Léa',
  'Jean-Marc',
  'Hélène',
  'Noé',
  'Zoé',
  'François',
  'Inès',
  'Maëlys',
  'Antoine',
  'Gwenaëlle',
  'Karim',
  'Yasmine',
  'Wilfried',
  'Victor',
  'Océane',
] as const;
const PLACES = [
  'Paris',
  'Lyon 3e',
  'Quimper',
  'Saint-Étienne',
  'Fort-de-France',
  'Ajaccio',
  'Lille',
  'Besançon',
] as const;
const ALPHABET = '0123456789BCDFGHJKLMNPRTVWXYZ';

const two = (value: number): string => String(value).padStart(2, '0');
const date = (random: Random, from: number, to: number): string =>
  `${between(random, from, to)}-${two(between(random, 1, 12))}-${two(between(random, 1, 28))}`;
const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 9)).join('');
const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => ALPHABET[between(random, 0, ALPHABET.length - 1)]).join('');

function documentNumber(kind: SpecimenKind, random: Random, issueDate: string): string {
  if (kind === 'passport') return `${digits(random, 2)}${letters(random, 2)}${digits(random, 5)}`;
  if (kind !== 'identity-card-1988') return letters(random, 9);
  return `${issueDate.slice(2, 4)}${issueDate.slice(5, 7)}${digits(random, 8)}`;
}

/** An invented holder whose data suit the kind; the same for the same seed. */
export function sampleHolder(kind: SpecimenKind, seed: number): Holder {
  const random = seededRandom(seed);
  const issueDate = kind === 'identity-card-1988' ? date(random, 2014, 2020) : date(random, 2021, 2025);
  const foreign = kind === 'residence-permit';
  const names = [pick(random, GIVEN), ...(random() < 0.6 ? [pick(random, GIVEN)] : [])] as const;
  const years = kind === 'identity-card-1988' ? 15 : 10;
  return {
    surname: pick(random, SURNAMES),
    givenNames: [...names],
    birthDate: date(random, 1950, 2004),
    sex: random() < 0.5 ? 'F' : 'M',
    birthPlace: pick(random, PLACES),
    nationality: foreign ? pick(random, ['MAR', 'TUN', 'VNM', 'UKR', 'BRA']) : 'FRA',
    documentNumber: documentNumber(kind, random, issueDate),
    issueDate,
    expiryDate: `${Number(issueDate.slice(0, 4)) + years}${issueDate.slice(4)}`,
    heightCentimetres: between(random, 152, 195),
    address: `${between(random, 1, 120)} RUE DES ÉCOLES 75005 PARIS`,
    authority: 'PRÉFECTURE SPÉCIMEN (75)',
    ...(kind === 'identity-card-1988' && random() < 0.6 ? { office: digits(random, 6) } : {}),
    ...(foreign ? { foreignerNumber: digits(random, 10) } : {}),
  };
}
