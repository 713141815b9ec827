import { BatchGetItemCommand, type KeysAndAttributes } from '@aws-sdk/client-dynamodb';
import { dynamo, type Item } from './dynamo.ts';

const ATTEMPTS = 5;
const PAUSE_MS = 25;

/** One read of one item: by table and key. */
export interface Read {
  readonly table: string;
  readonly key: Item;
  /** Seen as last written; else it may be a moment old, for half the price. */
  readonly consistent: boolean;
}

/** At most one item of each table in one BatchGetItem, by the table's name; what was left unread is asked for again. */
export async function readTogether(reads: readonly Read[]): Promise<ReadonlyMap<string, Item>> {
  const found = new Map<string, Item>();
  let left: Record<string, KeysAndAttributes> = Object.fromEntries(
    reads.map(({ table, key, consistent }) => [table, { Keys: [key], ConsistentRead: consistent }]),
  );
  for (let attempt = 1; Object.keys(left).length > 0; attempt += 1) {
    const { Responses, UnprocessedKeys } = await dynamo().send(
      new BatchGetItemCommand({ RequestItems: left }),
    );
    for (const [table, [item]] of Object.entries(Responses ?? {})) if (item) found.set(table, item);
    left = UnprocessedKeys ?? {};
    await beforeNext(attempt, left);
  }
  return found;
}

async function beforeNext(attempt: number, left: object): Promise<void> {
  if (Object.keys(left).length === 0) return;
  if (attempt === ATTEMPTS) throw new Error('DynamoDB left a part of a batch undone.');
  await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
}
