import * as v from 'valibot';

/** GET /api/sign-in/{interaction}: what the sign-in page shows. The browser is bound to it by a cookie. */
export const SignInView = v.object({
  state: v.picklist(['phone', 'waiting', 'consent', 'finished', 'expired']),
  client: v.object({
    name: v.string(),
    logoUri: v.optional(v.string()),
    policyUri: v.optional(v.string()),
    tosUri: v.optional(v.string()),
    purpose: v.optional(v.string()),
  }),
  language: v.picklist(['en', 'fr', 'ja']),
  /** Shown on the computer and on the phone while waiting (B3). */
  bindingNumber: v.optional(v.string()),
  expiresAt: v.string(),
  /** While waiting: whether a text message may still be asked for, which is once. */
  textMessage: v.optional(v.picklist(['offered', 'sent'])),
  /** Claim names to be sent, on the consent page (B5). */
  claims: v.optional(v.array(v.string())),
  /** Why the service says it needs them, by claim; in its own words. */
  claimPurposes: v.optional(v.record(v.string(), v.string())),
  /** Set once: where the browser goes back to (code or error in the query). */
  redirectTo: v.optional(v.string()),
  /** From the relying party's `login_hint`, to start the number field with. */
  phoneHint: v.optional(v.string()),
  /** At `consent`: the same consent stands already and the client may rely on it; the page may send `allow` by itself. */
  remembered: v.optional(v.boolean()),
  /** At `consent`: nobody was asked, because somebody signed in in this browser before, with the phone whose number ends so. */
  continuesAs: v.optional(v.string()),
  /** At `phone`: the service would like the person to make an identity (`prompt=create`); signing in with one is as good. */
  invitesToEnrol: v.optional(v.boolean()),
  /** Why the person is back at the phone step: `refused`, `expired`. */
  notice: v.optional(v.string()),
});
export type SignInView = v.InferOutput<typeof SignInView>;

/** POST /api/sign-in/{interaction}/phone. The answer is the same whether or not the number has an identity (X2). */
export const SignInPhoneRequest = v.strictObject({
  phone: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32)),
});
/**
 * POST /api/sign-in/{interaction}/text-message: nothing came to the phone, so the number gets a text message, once. The answer is the
 * same whether or not the number has an identity (X2).
 */
/** POST /api/sign-in/{interaction}/consent. `deny` sends nothing and answers `access_denied`. */
export const ConsentRequest = v.strictObject({ decision: v.picklist(['allow', 'deny']) });
/** POST /api/sign-in/{interaction}/cancel: return to the relying party (`access_denied`). */
