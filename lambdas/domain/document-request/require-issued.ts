import { type AuthorityCheckDeps, authorityOf } from '../authority-check/load-authority-evidence.ts';
import { addDays } from '../calendar/iso-date.ts';
import { dayIn } from '../calendar/today.ts';
import { Refusal } from '../errors.ts';
import { isFormValues } from '../procedure/is-form-values.ts';
import { requireComplete, tidied } from '../procedure/validate-form.ts';
import { contentDiffers, readContent, requireSame } from '../signed-document/read-content.ts';
import { requireSignature } from '../signed-document/require-signature.ts';
import { issuedDocument } from './issued-document.ts';
import type { RequestInHand } from './issuer-side.ts';
import { openAsked } from './open-request.ts';

/**
 * A signed document is what was asked for: signed by this member (or with the organisation's own certificate), about this request and
 * person, complete, dated today or yesterday, by somebody whose authority covers it (E4).
 * @returns the content, byte by byte what `issuedDocument` makes
 * @throws Refusal as `requireSignature`; conflict `content-differs`; invalid `form-incorrect`; forbidden `authority-out-of-scope`,
 *   `authority-not-confirmed`
 */
export async function requireIssued(
  hand: RequestInHand,
  signature: Uint8Array,
  deps: AuthorityCheckDeps & { readonly timeZone: string },
  now: Date,
): Promise<Uint8Array> {
  const holders = [hand.account.id, `organisation:${hand.request.issuerId}`];
  const kinds = ['signature', 'corporate', 'official-seal'] as const;
  const content = await requireSignature(signature, { level: 'qualified', kinds, holders }, deps, now);
  await requireContent(hand, content, deps, now);
  await requireAuthorised(hand, signature, deps, now);
  return content;
}

async function requireContent(
  { request, procedure, required, owner }: RequestInHand,
  content: Uint8Array,
  deps: AuthorityCheckDeps & { readonly timeZone: string },
  now: Date,
): Promise<void> {
  const { issuedOn, values } = readContent(content);
  const today = dayIn(deps.timeZone, now);
  if (issuedOn !== today && issuedOn !== addDays(today, -1)) throw contentDiffers();
  if (!isFormValues(values)) throw contentDiffers();
  requireComplete(required.form, values, today);
  const asked = await openAsked(request, owner, deps);
  requireSame(content, issuedDocument(request, procedure, asked, issuedOn, tidied(values)));
}

async function requireAuthorised(
  { request, required }: RequestInHand,
  signature: Uint8Array,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<void> {
  const question = { authority: required.issuer.authority, organisationId: request.issuerId };
  const { authorised, failures } = await authorityOf(signature, question, deps, now);
  if (authorised) return;
  if (failures.includes('out-of-scope')) {
    throw new Refusal(
      'forbidden',
      'authority-out-of-scope',
      'Your authority does not cover such documents. Ask the representative for it.',
    );
  }
  const code = failures[0] ?? 'no-attribute';
  throw new Refusal('forbidden', 'authority-not-confirmed', `Your authority is not confirmed: ${code}.`, {
    fields: [{ field: 'authority', code }],
  });
}
