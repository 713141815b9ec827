import { AwsError, type Clock } from '../service.ts';
import type { DynamoCall } from './client.ts';
import type { Table } from './tables.ts';

type Item = Readonly<Record<string, unknown>>;

/** DynamoDB promises expiry "within a few days"; a minute is soon enough to see it happen on a laptop. */
const SWEEP_INTERVAL_MILLISECONDS = 60_000;

/** Deletes expired items by the cloud's clock, every minute and whenever the clock was moved. */
export function startTimeToLive(
  tables: readonly Table[],
  call: DynamoCall,
  clock: Clock,
  deleted: (table: string) => void,
  warn: (line: string) => void,
): () => void {
  let running = Promise.resolve();
  const sweep = () => {
    running = running
      .then(() => sweepTables(tables, call, clock, deleted))
      .catch((error: Error) => warn(`Time to live: ${error.message}`));
  };
  const timer = setInterval(sweep, SWEEP_INTERVAL_MILLISECONDS);
  timer.unref();
  const forget = clock.onAdvance?.(sweep);
  return () => {
    clearInterval(timer);
    forget?.();
  };
}

/** One sweep over every table with a time-to-live attribute. */
export async function sweepTables(
  tables: readonly Table[],
  call: DynamoCall,
  clock: Clock,
  deleted: (table: string) => void,
): Promise<void> {
  for (const table of tables) {
    if (table.timeToLive === undefined) continue;
    const now = { N: String(Math.floor(clock.now() / 1000)) };
    for await (const key of expiredKeys(table, table.timeToLive, now, call))
      if (await deleteExpired(table, table.timeToLive, now, key, call)) deleted(table.name);
  }
}

async function* expiredKeys(
  table: Table,
  attribute: string,
  now: Item,
  call: DynamoCall,
): AsyncGenerator<Item> {
  const names = Object.fromEntries(table.keys.map((key, index) => [`#k${index}`, key]));
  let start: unknown;
  do {
    const page = await call('Scan', {
      TableName: table.name,
      FilterExpression: '#ttl < :now',
      ProjectionExpression: Object.keys(names).join(', '),
      ExpressionAttributeNames: { ...names, '#ttl': attribute },
      ExpressionAttributeValues: { ':now': now },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    yield* page.Items as Item[];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** The condition keeps an item whose expiry was moved since the scan. */
async function deleteExpired(
  table: Table,
  attribute: string,
  now: Item,
  key: Item,
  call: DynamoCall,
): Promise<boolean> {
  try {
    await call('DeleteItem', {
      TableName: table.name,
      Key: key,
      ConditionExpression: '#ttl < :now',
      ExpressionAttributeNames: { '#ttl': attribute },
      ExpressionAttributeValues: { ':now': now },
    });
    return true;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
