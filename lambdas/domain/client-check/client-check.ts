import type { Check } from '../../contracts/relying-parties.ts';
import type { Client } from '../client/client.ts';
import type { CheckDeps, ClientRule } from './client-rule.ts';
import { contactsFinding } from './contacts.ts';
import { keysFinding } from './keys.ts';
import { presentationFinding } from './presentation.ts';
import { purposesFinding } from './purposes.ts';
import { redirectUrisFinding } from './redirect-uris.ts';
import { sectorFinding } from './sector.ts';

/** `code` has its words in `check-words.ts`; `about` names what it concerns. */
export interface CheckResult {
  readonly check: Check;
  readonly result: 'passed' | 'failed';
  readonly code: string;
  readonly about?: string;
}

const RULES: readonly (readonly [Check, ClientRule])[] = [
  ['redirect-uris', redirectUrisFinding],
  ['keys', keysFinding],
  ['sector', sectorFinding],
  ['presentation', presentationFinding],
  ['purposes', purposesFinding],
  ['contacts', contactsFinding],
];

/** What a client needs for production (B12), all rules at once. */
export function checkClient(client: Client, deps: CheckDeps): Promise<readonly CheckResult[]> {
  return Promise.all(
    RULES.map(async ([check, rule]) => {
      const finding = await rule(client, deps);
      return finding === undefined
        ? { check, result: 'passed' as const, code: `${check}-good` }
        : { check, result: 'failed' as const, ...finding };
    }),
  );
}
