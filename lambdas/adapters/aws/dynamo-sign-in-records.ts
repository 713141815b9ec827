import type { Account } from '../../domain/account/account.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { SignInRecords } from '../../domain/sign-in/sign-in-records.ts';
import { fromItem, type Item } from './dynamo.ts';
import { readTogether } from './dynamo-batch.ts';
import { consentOf } from './dynamo-consents.ts';
import { ownedKey } from './owned-key.ts';

/** Approval, account, consent and end of the session in one BatchGetItem. */
export function dynamoSignInRecords(tables: {
  readonly approvals: string;
  readonly accounts: string;
  readonly consents: string;
  readonly browserSessions: string;
}): SignInRecords {
  return {
    async read({ accountId, approvalId, consentTo, sessionId }, { fresh: consistent }) {
      const keys: Readonly<Record<string, Item | undefined>> = {
        [tables.accounts]: { id: { S: accountId } },
        [tables.approvals]: approvalId === undefined ? undefined : ownedKey(approvalId),
        [tables.consents]: consentTo
          ? { accountId: { S: accountId }, clientId: { S: consentTo } }
          : undefined,
        [tables.browserSessions]: sessionId ? { id: { S: sessionId } } : undefined,
      };
      const reads = Object.entries(keys).flatMap(([table, key]) => (key ? [{ table, key, consistent }] : []));
      const found = await readTogether(reads);
      const one = <T>(table: string): T | undefined => {
        const item = found.get(table);
        return item && fromItem<T>(item);
      };
      const approval = one<Approval>(tables.approvals);
      const account = one<Account>(tables.accounts);
      const consent = found.get(tables.consents);
      return {
        ...(approval && { approval }),
        ...(account && { account }),
        ...(consent && { consent: consentOf(consent) }),
        sessionEnded: found.has(tables.browserSessions),
      };
    },
  };
}
