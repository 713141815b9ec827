import * as v from 'valibot';
import { AssuranceLevel, EmailRequest, IdentityForm, Language } from './enrolment.ts';

/** A person to make up: what the form of an enrolment holds, the proved addresses, and what they represent. */
export const Persona = v.strictObject({
  ...v.omit(IdentityForm, ['documentNumber']).entries,
  email: EmailRequest.entries.email,
  /** E.164. */
  phone: v.string(),
  level: v.optional(AssuranceLevel, 'substantial'),
  language: v.optional(Language, 'en'),
  /** Numbers of organisations that are registered already. */
  representativeOf: v.optional(v.array(v.string()), []),
});
export type Persona = v.InferOutput<typeof Persona>;

/** An organisation that counts as admitted; its representative is named by a persona. */
export const AdmittedOrganisation = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,64}$/)),
  name: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  kind: v.picklist(['company', 'municipality', 'agency']),
  town: v.pipe(v.string(), v.trim(), v.nonEmpty()),
});
export type AdmittedOrganisation = v.InferOutput<typeof AdmittedOrganisation>;

/** The file that `npm run personas -- import` reads. */
export const Cast = v.strictObject({
  organisations: v.optional(v.array(AdmittedOrganisation), []),
  people: v.optional(v.array(Persona), []),
});
export type Cast = v.InferOutput<typeof Cast>;

/** The cast, or what is wrong with it, a sentence for each place. */
export function parseCast(given: unknown): Cast | readonly string[] {
  const parsed = v.safeParse(Cast, given);
  if (parsed.success) return parsed.output;
  return parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`);
}
