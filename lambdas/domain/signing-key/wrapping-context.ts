import type { SigningKey } from './signing-key.ts';

/**
 * KMS encryption context of a wrapped private half: binds it to its purpose and its place, so that it cannot be passed off as
 * another key's. Grants name the purpose (lib/constructs/authority-grants.ts).
 */
export const wrappingContext = ({
  algorithm,
  id,
}: Pick<SigningKey, 'algorithm' | 'id'>): Record<string, string> => ({
  purpose: 'token-signing',
  algorithm,
  key: id,
});
