/** What a person's PIN must not resemble. Dates `YYYY-MM-DD` (presumed ones too), phone number E.164. */
export interface PinContext {
  readonly birthdate?: string;
  readonly phoneNumber?: string;
}

/** Stable codes; the web app holds their texts. */
export type PinProblem =
  | 'pin-not-four-digits'
  | 'pin-repeated'
  | 'pin-sequence'
  | 'pin-too-common'
  | 'pin-birth-date'
  | 'pin-phone-number';

export interface PinRule {
  readonly code: PinProblem;
  readonly broken: (pin: string, context: PinContext) => boolean;
}
