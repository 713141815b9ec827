const WEIGHTS = [7, 3, 1] as const;

/** Numerical value of a zone character: digits count as themselves, A–Z as 10–35, the filler as 0 (Doc 9303-3 §4.9). */
export function characterValue(character: string): number {
  return character === '<' ? 0 : Number.parseInt(character, 36);
}

/**
 * The check digit over `text`, weights 7, 3, 1 repeating, modulo 10 (Doc 9303-3 §4.9).
 * @throws RangeError when a character is not of the zone's alphabet.
 */
export function checkDigit(text: string): string {
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    sum += characterValue(text.charAt(i)) * (WEIGHTS[i % 3] ?? 0);
  }
  if (Number.isNaN(sum)) throw new RangeError('A check digit is defined over A–Z, 0–9 and < only.');
  return String(sum % 10);
}
