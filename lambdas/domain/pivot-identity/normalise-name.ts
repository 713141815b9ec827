/** Letters French civil registers write, small ones (A12). */
const FRENCH_LETTERS = 'abcdefghijklmnopqrstuvwxyzàâäçéèêëîïôöùûüÿæœ';

/** Latin letters that no accent removal reaches. */
const PLAIN: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ß: 'ss',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ı: 'i',
  ĳ: 'ij',
  ə: 'e',
};

function frenchLetter(character: string): string {
  const small = character.toLocaleLowerCase('fr');
  if (FRENCH_LETTERS.includes(small)) return character;
  const plain = PLAIN[small] ?? small.normalize('NFD').replace(/\p{M}+/gu, '');
  if (plain === small) return character;
  return character === small ? plain : plain.toLocaleUpperCase('fr');
}

/**
 * A name as the pivot identity writes it: NFC, one space between words (cards part given names by commas),
 * typewriter apostrophes and hyphens, and letters that French civil registers do not keep reduced to their base
 * letter (`Muñoz` → `Munoz`). Other scripts and digits are left for `validatePivotIdentity` to refuse.
 */
export function normaliseName(name: string): string {
  const tidied = name
    .normalize('NFC')
    .replace(/[’‘ʼʹ′`´]/gu, "'")
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/[\s,;]+/gu, ' ')
    .replace(/ ?(['-]) ?/g, '$1')
    .trim();
  return Array.from(tidied, frenchLetter).join('').normalize('NFC');
}
