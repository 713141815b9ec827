import type { ClientRule } from './client-rule.ts';

const SHORTEST_NAME = 3;

/** What people see before they say yes: a name of its own, and where they can read what becomes of their data (GDPR Art. 13). */
export const presentationFinding: ClientRule = async ({ client_name, client_id, policy_uri }) => {
  if (client_name === client_id || client_name.length < SHORTEST_NAME) return { code: 'name-missing' };
  return policy_uri === undefined ? { code: 'policy-missing' } : undefined;
};
