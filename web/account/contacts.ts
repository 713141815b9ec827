import { invalid } from '../ui/action.ts';

/** What differs between the address and the number. */
const EMAIL = {
  kind: 'email',
  path: '/api/account/email',
  input: { type: 'email', inputMode: 'email', autocomplete: 'email' },
  require(value: string): void {
    if (!/^\S+@\S+\.\S+$/.test(value.trim())) throw invalid([{ field: 'email', code: 'email' }]);
  },
  words: {
    title: 'account.email-title',
    lead: 'account.email-lead',
    label: 'account.new-email',
    hint: 'email.hint',
    send: 'code.send',
    codeTitle: 'email.code-title',
    codeLead: 'email.code-lead',
    codeLabel: 'code.email-label',
    nothingCame: 'account.no-email-came',
    another: 'account.other-email',
    done: 'account.email-done',
    doneLead: 'account.email-done-lead',
    told: 'account.email-told',
  },
} as const;

const PHONE = {
  kind: 'phone',
  path: '/api/account/phone',
  input: { type: 'tel', inputMode: 'tel', autocomplete: 'tel' },
  require(value: string): void {
    if (value.replace(/\D/g, '').length < 6) throw invalid([{ field: 'phone', code: 'phone' }]);
  },
  words: {
    title: 'account.phone-title',
    lead: 'account.phone-lead',
    label: 'account.new-phone',
    hint: 'phone.hint',
    send: 'phone.send',
    codeTitle: 'phone.code-title',
    codeLead: 'phone.code-lead',
    codeLabel: 'code.sms-label',
    nothingCame: 'account.no-sms-came',
    another: 'account.other-phone',
    done: 'account.phone-done',
    doneLead: 'account.phone-done-lead',
    told: 'account.phone-told',
  },
} as const;

export const CONTACTS = { email: EMAIL, phone: PHONE } as const;
export type Contact = (typeof CONTACTS)[keyof typeof CONTACTS];
