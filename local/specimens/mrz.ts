import type { Holder, SpecimenKind } from './holder.ts';

const VALUES = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [7, 3, 1] as const;

/** Check digit of ICAO Doc 9303-3 §4.9: weights 7, 3, 1; letters 10–35; filler 0. */
export function checkDigit(field: string): string {
  const sum = [...field].reduce((total, character, at) => {
    const value = character === '<' ? 0 : VALUES.indexOf(character);
    return total + value * (WEIGHTS[at % 3] ?? 0);
  }, 0);
  return String(sum % 10);
}

/** Name as the zone spells it: no diacritics, hyphens and spaces become fillers, apostrophes vanish (Doc 9303-3 §4.6). */
export function transliterate(name: string): string {
  return name
    .toUpperCase()
    .replaceAll('Æ', 'AE')
    .replaceAll('Œ', 'OE')
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .replaceAll(/[^A-Z]+/g, '<');
}

const fill = (text: string, length: number): string => text.slice(0, length).padEnd(length, '<');
const withDigit = (field: string): string => field + checkDigit(field);
const zoneDate = (date: string): string => {
  const [year = '', month = '', day = ''] = date.split('-');
  return year.slice(2) + (month === '00' ? '<<' : month) + (day === '00' ? '<<' : day);
};
const zoneSex = (sex: Holder['sex']): string => (sex === 'X' ? '<' : sex);
const zoneNames = (holder: Holder): string =>
  `${transliterate(holder.surname)}<<${holder.givenNames.map(transliterate).join('<')}`;

/** TD3: two lines of 44 (Doc 9303-4 §4.2). */
function passportZone(holder: Holder): string[] {
  const number = withDigit(fill(holder.documentNumber, 9));
  const birth = withDigit(zoneDate(holder.birthDate));
  const expiry = withDigit(zoneDate(holder.expiryDate));
  const personal = `${'<'.repeat(14)}<`;
  const composite = checkDigit(number + birth + expiry + personal);
  return [
    fill(`P<${fill(holder.issuer ?? 'FRA', 3)}${zoneNames(holder)}`, 44),
    number + fill(holder.nationality, 3) + birth + zoneSex(holder.sex) + expiry + personal + composite,
  ];
}

/** TD1: three lines of 30 (Doc 9303-5 §4.2). */
function cardZone(holder: Holder, code: string): string[] {
  const number = withDigit(fill(holder.documentNumber, 9));
  const optional = fill(holder.foreignerNumber ?? '', 15);
  const birth = withDigit(zoneDate(holder.birthDate));
  const expiry = withDigit(zoneDate(holder.expiryDate));
  const composite = checkDigit(`${number}${optional}${birth}${expiry}${'<'.repeat(11)}`);
  return [
    `${code}${fill(holder.issuer ?? 'FRA', 3)}${number}${optional}`,
    `${birth}${zoneSex(holder.sex)}${expiry}${fill(holder.nationality, 3)}${'<'.repeat(11)}${composite}`,
    fill(zoneNames(holder), 30),
  ];
}

/** TD2: two lines of 36 (Doc 9303-6 §4.2). */
function td2Zone(holder: Holder): string[] {
  const number = withDigit(fill(holder.documentNumber, 9));
  const birth = withDigit(zoneDate(holder.birthDate));
  const expiry = withDigit(zoneDate(holder.expiryDate));
  const optional = '<'.repeat(7);
  const composite = checkDigit(number + birth + expiry + optional);
  return [
    fill(`I<${fill(holder.issuer ?? 'FRA', 3)}${zoneNames(holder)}`, 36),
    number + fill(holder.nationality, 3) + birth + zoneSex(holder.sex) + expiry + optional + composite,
  ];
}

/** French national identity card of 1988–2021: its own two lines of 36, no expiry date. */
function oldFrenchZone(holder: Holder): string[] {
  const first = `IDFRA${fill(transliterate(holder.surname), 25)}${fill(holder.office ?? '', 6)}`;
  const given = fill(holder.givenNames.map(transliterate).join('<<'), 14);
  const body =
    withDigit(fill(holder.documentNumber, 12)) + given + withDigit(zoneDate(holder.birthDate)) + holder.sex;
  return [first, body + checkDigit(first + body)];
}

/** The lines of the machine-readable zone that this kind of document carries for this holder. */
export function machineReadableZone(kind: SpecimenKind, holder: Holder): string[] {
  if (kind === 'passport') return passportZone(holder);
  if (kind === 'identity-card') return cardZone(holder, 'ID');
  if (kind === 'residence-permit') return cardZone(holder, 'IR');
  return kind === 'identity-card-td2' ? td2Zone(holder) : oldFrenchZone(holder);
}
