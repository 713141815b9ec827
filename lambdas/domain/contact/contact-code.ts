import type { ContactCodeView } from '../../contracts/account.ts';
import { Refusal } from '../errors.ts';
import type { CodeOwner, CodeRules, IssuedCode } from '../one-time-code/one-time-codes.ts';
import type { ContactKind } from './contact.ts';

/** Whose code it is: bound to the account and to the very address it was sent to. */
export const contactCodeOwner = (accountId: string, kind: ContactKind, handle: string): CodeOwner => ({
  purpose: `contact-${kind}`,
  subject: `${accountId} ${handle}`,
});

/** The page that waits for the code. */
export const toCodeView = (to: string, rules: CodeRules, issued: IssuedCode): ContactCodeView => ({
  to,
  codeLength: rules.length,
  expiresAt: issued.expiresAt.toISOString(),
  resendAt: issued.resendAt.toISOString(),
  triesLeft: issued.triesLeft,
});

/** @throws Refusal unprocessable `contact-unchanged` */
export function requireOther(kind: ContactKind, wanted: string, now: string): void {
  if (wanted !== now) return;
  throw new Refusal('unprocessable', 'contact-unchanged', 'This is yours already. Give another one.', {
    fields: [{ field: kind, code: 'contact-unchanged' }],
    next: ['try-again'],
  });
}
