import type { ClientRule } from './client-rule.ts';

/** Whom the operator writes to when something is wrong. */
export const contactsFinding: ClientRule = async ({ contacts = [] }) =>
  contacts.length === 0 ? { code: 'contacts-missing' } : undefined;
