import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, fromItem, isConditionFailure } from './dynamo.ts';

/**
 * Two counters on an item with `salt`: `attempts` only grows; the item is locked while it has reached `ceiling`; a right secret at
 * attempt n lifts the ceiling to n + tries. Each step is one conditional write, so that the number of tries is exact also when
 * they come at once.
 */
export function dynamoTries(tableName: string) {
  const keyOf = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });
  return {
    /** Counts one attempt before the secret is looked at; undefined when locked, or there is no such item. */
    async reserve<T extends { readonly attempts: number; readonly ceiling: number }>(
      id: string,
    ): Promise<(T & { readonly triesLeft: number }) | undefined> {
      const write = new UpdateItemCommand({
        ...keyOf(id),
        UpdateExpression: 'SET attempts = attempts + :one',
        ConditionExpression: 'attribute_exists(id) AND attempts < ceiling',
        ExpressionAttributeValues: { ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      });
      const attributes = await written(write);
      const record = attributes && fromItem<T>(attributes);
      return record && { ...record, triesLeft: record.ceiling - record.attempts };
    },

    /** This attempt was right: it and those before it no longer count. Later ones do. */
    async forgive(
      id: string,
      attempt: { readonly attempts: number; readonly salt: string },
      tries: number,
    ): Promise<void> {
      const write = new UpdateItemCommand({
        ...keyOf(id),
        UpdateExpression: 'SET ceiling = :ceiling',
        // the salt tells whether a new secret was chosen meanwhile; a later right one may have lifted the ceiling further
        ConditionExpression: 'salt = :salt AND ceiling < :ceiling',
        ExpressionAttributeValues: {
          ':ceiling': { N: String(attempt.attempts + tries) },
          ':salt': { S: attempt.salt },
        },
      });
      await written(write);
    },

    /** Gives all tries back; false, and nothing changes, when it is not locked. */
    async unlock(id: string, tries: number): Promise<boolean> {
      const write = new UpdateItemCommand({
        ...keyOf(id),
        UpdateExpression: 'SET ceiling = attempts + :tries',
        ConditionExpression: 'attribute_exists(id) AND attempts >= ceiling',
        ExpressionAttributeValues: { ':tries': { N: String(tries) } },
        ReturnValues: 'ALL_NEW',
      });
      return (await written(write)) !== undefined;
    },
  };
}

/** The item as it is now; undefined when the condition did not hold. */
async function written(write: UpdateItemCommand) {
  try {
    return (await dynamo().send(write)).Attributes;
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}
