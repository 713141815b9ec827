import * as v from 'valibot';

/** Where a person can go after a refusal; there is never a dead end (A5). */
export const NextRoute = v.picklist([
  'try-again',
  'correct-the-form',
  'new-picture',
  'other-document',
  'new-code',
  'resume-on-phone',
  'counter',
  'restart',
  'wait',
  'recover',
  'support',
  'sign-in',
  'log-in', // type the PIN on the phone: opens a citizen's session
  'log-in-with-certificate',
  'apply-for-certificate',
]);
export type NextRoute = v.InferOutput<typeof NextRoute>;

/**
 * Every refusal of the JSON APIs: RFC 9457 problem details, `application/problem+json`.
 * `code` is stable and is what the web app translates; `detail` is the English sentence.
 */
export const Problem = v.object({
  type: v.literal('about:blank'),
  title: v.string(),
  status: v.number(),
  code: v.string(),
  detail: v.string(),
  /** `sentence` only where what is wrong cannot be told by a code. */
  fields: v.optional(
    v.array(v.object({ field: v.string(), code: v.string(), sentence: v.optional(v.string()) })),
  ),
  next: v.optional(v.array(NextRoute)),
  retryAfterSeconds: v.optional(v.number()),
  triesLeft: v.optional(v.number()),
  requestId: v.optional(v.string()),
});
export type Problem = v.InferOutput<typeof Problem>;
