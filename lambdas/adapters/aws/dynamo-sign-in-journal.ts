import type { Randomness } from '../../domain/randomness.ts';
import type { SignInJournal } from '../../domain/sign-in/sign-in-journal.ts';
import { auditItem } from './dynamo-audit-trail.ts';
import { putTogether } from './dynamo-batch.ts';
import { historyItem } from './dynamo-sign-in-history.ts';

/** Two items in one BatchWriteItem; the audit event's id is random, so that it overwrites nothing. */
export function dynamoSignInJournal(
  tables: { readonly signIns: string; readonly auditEvents: string },
  historyDays: number,
  randomness: Randomness,
): SignInJournal {
  return {
    write: ({ history, event }) =>
      putTogether({
        [tables.signIns]: historyItem(history, historyDays),
        [tables.auditEvents]: auditItem(event, randomness),
      }),
  };
}
