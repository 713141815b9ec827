import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, isTransactionConditionFailure } from './dynamo.ts';

const ATTEMPTS = 6;
const PAUSE_MS = 25;

/**
 * All or nothing. Transactions that touch the same item at the same moment cancel each other (`TransactionConflict`), which is
 * no verdict on their conditions: those are tried again.
 * @returns positions of the writes whose condition did not hold; empty when everything was written
 */
export async function transact(writes: readonly TransactWriteItem[]): Promise<readonly number[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await dynamo().send(new TransactWriteItemsCommand({ TransactItems: [...writes] }));
      return [];
    } catch (error) {
      if (isTransactionConditionFailure(error)) return failedOf(error);
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
      await pause(PAUSE_MS * attempt);
    }
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const reasonsOf = (error: unknown): readonly { Code?: string }[] =>
  error instanceof Error && 'CancellationReasons' in error && Array.isArray(error.CancellationReasons)
    ? error.CancellationReasons
    : [];

const failedOf = (error: unknown): number[] =>
  reasonsOf(error).flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []));

const isConflict = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'TransactionConflictException' ||
    reasonsOf(error).some(({ Code }) => Code === 'TransactionConflict'));
