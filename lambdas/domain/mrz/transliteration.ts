/**
 * What a national letter may become in a zone, first the recommended form (Doc 9303-3 §6, table A). The single
 * letters beside `AE`, `OE`, `UE` are forms that the table permits or issuers use.
 */
const NATIONAL_LETTERS: Readonly<Record<string, readonly string[]>> = {
  Ä: ['AE', 'A'],
  Å: ['AA', 'A'],
  Æ: ['AE', 'E'],
  Ð: ['D', 'DH'],
  Đ: ['D', 'DJ'],
  Ħ: ['H'],
  İ: ['I'],
  Ĳ: ['IJ', 'I'],
  ĸ: ['Q'],
  Ł: ['L'],
  Ñ: ['N', 'NXX'],
  Ŋ: ['N'],
  Ö: ['OE', 'O', 'OXX'],
  Ø: ['OE', 'O'],
  Œ: ['OE'],
  ß: ['SS'],
  ẞ: ['SS'],
  Ŧ: ['T'],
  Þ: ['TH'],
  Ü: ['UE', 'U', 'UXX'],
  Ə: ['E'],
};

const SEPARATORS = /[\s\-‐‑–—<,.]/u;
const APOSTROPHES = /['’‘ʼʹ′`´]/u;
const BASIC_LETTER = /^[A-Z]$/;

/**
 * The texts one printed character may stand for in a zone, words parted by a space. Apostrophes vanish
 * (Doc 9303-3 §4.6), though some issuers part the word there. Empty for a letter of another script.
 */
export function transliterations(character: string): readonly string[] {
  const upper = character === 'ß' ? 'ß' : character.toLocaleUpperCase('en').normalize('NFC');
  if (BASIC_LETTER.test(upper)) return [upper];
  if (SEPARATORS.test(upper)) return [' '];
  if (APOSTROPHES.test(upper)) return ['', ' '];
  const listed = NATIONAL_LETTERS[upper];
  if (listed) return listed;
  const base = upper.normalize('NFD').replace(/\p{M}+/gu, '');
  return BASIC_LETTER.test(base) ? [base] : [];
}

/** A name as a zone's words, in the recommended transliteration: `Müller-D'Arc` → `MUELLER DARC`. */
export function transliterate(name: string): string {
  return Array.from(name.normalize('NFC'), (character) => transliterations(character)[0] ?? '')
    .join('')
    .trim()
    .replace(/ +/g, ' ');
}
