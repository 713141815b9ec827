// The metadata of mobile numbers: what is valid by it is a mobile number (or cannot be told from one, as in North America).
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile';

/** A mobile number that can receive the codes. */
export interface MobileNumber {
  /** E.164: `+33612345678`. */
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Stable codes; the web app holds their texts. */
export type PhoneNumberProblem =
  /** Not a phone number at all. */
  | 'phone-number-invalid'
  /** A number, but no mobile: landline, premium rate, voice over IP. */
  | 'phone-number-not-mobile'
  /** A mobile of a country the operator does not send to. */
  | 'phone-number-country';

const LONGEST_INPUT = 32;

function parsed(text: string, country: CountryCode): ReturnType<typeof parsePhoneNumberFromString> {
  return parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
}

/**
 * Parses what a person typed, in international notation or in the national one of an accepted country; the first
 * country goes first, so that `0690…` is found in Guadeloupe when it is no French mobile.
 * @param countries ISO 3166-1 alpha-2 codes of accepted countries
 */
export function parseMobileNumber(
  text: string,
  countries: readonly string[],
): MobileNumber | PhoneNumberProblem {
  if (text.length > LONGEST_INPUT) return 'phone-number-invalid';
  const numbers = countries.map((country) =>
    isSupportedCountry(country) ? parsed(text, country) : undefined,
  );
  const valid = numbers.filter((number) => number?.isValid());
  const accepted = valid.find((number) => number?.country && countries.includes(number.country));
  if (accepted?.country) return { number: accepted.number, country: accepted.country };
  if (valid.length > 0) return 'phone-number-country';
  return numbers.some((number) => number?.isPossible()) ? 'phone-number-not-mobile' : 'phone-number-invalid';
}

export function isMobileNumber(outcome: MobileNumber | PhoneNumberProblem): outcome is MobileNumber {
  return typeof outcome !== 'string';
}
