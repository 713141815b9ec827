import type { PivotRule } from './rule.ts';

const ADDRESS = /^[^\s@"<>()[\],;:\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?\.[a-z0-9-]{2,63}$/iu;

/** A mailbox address of at most 254 characters (RFC 5321 §4.5.3.1.3); whether it is the person's is proved by a code. */
export const email: PivotRule = {
  field: 'email',
  judge: ({ email: address }) =>
    address === undefined || (address.length <= 254 && ADDRESS.test(address)) ? undefined : 'email-invalid',
};

/** E.164: `+`, then up to fifteen digits. */
export const phoneNumber: PivotRule = {
  field: 'phone_number',
  judge: ({ phone_number: number }) =>
    number === undefined || /^\+[1-9][0-9]{6,14}$/.test(number) ? undefined : 'phone-number-invalid',
};
