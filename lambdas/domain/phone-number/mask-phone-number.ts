import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

const SHOWN_AT_THE_END = 2;

/**
 * A number for display to its owner: calling code, the first digit and the last two, the rest hidden
 * (`+33 6 •• •• •• 12`). Of a text that is no E.164 number only the last two digits are shown.
 */
export function maskPhoneNumber(number: string): string {
  const found = parsePhoneNumberFromString(number);
  if (!found) return `•• ${number.slice(-SHOWN_AT_THE_END)}`;
  const calling = `+${found.countryCallingCode}`;
  const national = found.formatInternational().slice(calling.length);
  const digits = national.replace(/\D/g, '').length;
  let seen = 0;
  const masked = national.replace(/\d/g, (digit) => {
    seen += 1;
    return seen === 1 || seen > digits - SHOWN_AT_THE_END ? digit : '•';
  });
  return calling + masked;
}
