/**
 * Whether nine digits are a SIREN: Luhn's check over all digits (ISO/IEC 7812-1; INSEE, décret n° 73-314).
 *
 * @param number digits only
 */
export function isSiren(number: string): boolean {
  if (!/^\d{9}$/.test(number) || number === '000000000') return false;
  const sum = [...number].reverse().reduce((total, digit, at) => total + luhnValue(Number(digit), at), 0);
  return sum % 10 === 0;
}

/** Every second digit from the right counts double, digit by digit. */
function luhnValue(digit: number, at: number): number {
  const doubled = at % 2 === 1 ? digit * 2 : digit;
  return doubled > 9 ? doubled - 9 : doubled;
}

/** The French VAT number of a SIREN: `FR`, key = (12 + 3 × (SIREN mod 97)) mod 97, SIREN (CGI art. 286 ter). */
export function vatNumberOf(siren: string): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}
