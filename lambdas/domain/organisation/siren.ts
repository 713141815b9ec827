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
