import * as v from 'valibot';
import { AssuranceLevel, CodeRequest, EmailRequest, Language, PhoneRequest } from './enrolment.ts';

const text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));

/** PUT /api/account/address (C4): the PIN was typed at most ten minutes ago. */
export const AddressRequest = v.strictObject({
  street: text(200),
  postalCode: text(12),
  city: text(100),
  /** ISO 3166-1 alpha-2. */
  country: v.pipe(v.string(), v.regex(/^[A-Z]{2}$/)),
});
export type AddressRequest = v.InferOutput<typeof AddressRequest>;

/** GET /api/account/identity: what is known of the person who asks. */
export const IdentityView = v.object({
  givenName: v.string(),
  familyName: v.string(),
  usedName: v.optional(v.string()),
  /** `YYYY-MM-DD`; presumed births `YYYY-MM-00` or `YYYY-00-00`. */
  birthdate: v.string(),
  gender: v.picklist(['male', 'female']),
  birthPlace: v.string(),
  birthCountry: v.string(),
  email: v.string(),
  /** E.164. */
  phone: v.string(),
  address: v.optional(AddressRequest),
  documentExpiry: v.optional(v.string()),
  level: AssuranceLevel,
  language: Language,
  verifiedAt: v.string(),
});
export type IdentityView = v.InferOutput<typeof IdentityView>;

/** Answer to PUT /api/account/address. */
export const AddressView = v.object({
  address: AddressRequest,
  /** Serials of certificates that ended with it. */
  ended: v.array(v.string()),
});
export type AddressView = v.InferOutput<typeof AddressView>;

/** POST /api/account/upgrade (D8): the code that the counter gave after comparing the documents. */
export const UpgradeRequest = v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{4,8}$/)) });
export type UpgradeRequest = v.InferOutput<typeof UpgradeRequest>;
export const UpgradeView = v.object({ level: AssuranceLevel });

/** POST /api/account/email and /phone (B11): where the code is, and for how long. The same answer where somebody else holds it. */
export const ContactCodeView = v.object({
  to: v.string(),
  codeLength: v.number(),
  expiresAt: v.string(),
  resendAt: v.string(),
  triesLeft: v.number(),
});
export type ContactCodeView = v.InferOutput<typeof ContactCodeView>;

/** POST /api/account/email/confirm: the address again, with the code that was sent there. */
export const NewEmailConfirmation = v.strictObject({ ...EmailRequest.entries, ...CodeRequest.entries });
export type NewEmailConfirmation = v.InferOutput<typeof NewEmailConfirmation>;
/** POST /api/account/phone/confirm */
export const NewPhoneConfirmation = v.strictObject({ ...PhoneRequest.entries, ...CodeRequest.entries });
export type NewPhoneConfirmation = v.InferOutput<typeof NewPhoneConfirmation>;

/** What the person is written to now. */
export const ContactsView = v.object({ email: v.string(), phone: v.string() });
export type ContactsView = v.InferOutput<typeof ContactsView>;

/** `${ISSUER}${UNDO_PAGE}#<token>`: "it was not me", in the message to the former address. */
export const UNDO_PAGE = '/undo';
