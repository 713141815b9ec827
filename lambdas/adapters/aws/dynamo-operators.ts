import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Operator } from '../../domain/operator/operator.ts';
import type { Operators } from '../../domain/operator/operators.ts';
import { dynamo, epochSeconds, fromItem, happened, isConditionFailure } from './dynamo.ts';

/** Operators by user name; tries are counted by conditional writes. */
export function dynamoOperators(tableName: string): Operators {
  const key = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });

  /** Raises the counter unless the lock holds; a lock that ended starts the count anew. */
  const raise = async (id: string, tries: number, now: Date): Promise<number | undefined> => {
    const values = { ':now': { N: String(epochSeconds(now)) }, ':one': { N: '1' } };
    try {
      const { Attributes } = await dynamo().send(
        new UpdateItemCommand({
          ...key(id),
          UpdateExpression: 'ADD failures :one',
          ConditionExpression:
            'attribute_exists(id) AND (attribute_not_exists(lockedUntil) OR lockedUntil <= :now) AND failures < :tries',
          ExpressionAttributeValues: { ...values, ':tries': { N: String(tries) } },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return fromItem<Operator>(Attributes ?? {}).failures;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };

  const unlock = async (id: string, now: Date): Promise<boolean> => {
    return happened(
      dynamo().send(
        new UpdateItemCommand({
          ...key(id),
          UpdateExpression: 'SET failures = :none REMOVE lockedUntil',
          ConditionExpression: 'lockedUntil <= :now',
          ExpressionAttributeValues: { ':none': { N: '0' }, ':now': { N: String(epochSeconds(now)) } },
        }),
      ),
    );
  };

  /** Also repairs a crash after the last try and before its lock. */
  const lock = async (id: string, until: number): Promise<void> => {
    try {
      await dynamo().send(
        new UpdateItemCommand({
          ...key(id),
          UpdateExpression: 'SET lockedUntil = :until',
          ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(lockedUntil)',
          ExpressionAttributeValues: { ':until': { N: String(until) } },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error; // locked already: the first lock stands
    }
  };

  return {
    async find(id) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...key(id), ConsistentRead: true }));
      return Item && fromItem<Operator>(Item);
    },

    async countTry(id, { tries, lockSeconds }, now) {
      const until = epochSeconds(now) + lockSeconds;
      let failures = await raise(id, tries, now);
      if (failures === undefined && (await unlock(id, now))) failures = await raise(id, tries, now);
      if (failures === undefined || failures >= tries) await lock(id, until);
      return failures !== undefined;
    },

    async forgiveTries(id) {
      await dynamo().send(
        new UpdateItemCommand({
          ...key(id),
          UpdateExpression: 'SET failures = :none REMOVE lockedUntil',
          ConditionExpression: 'attribute_exists(id)',
          ExpressionAttributeValues: { ':none': { N: '0' } },
        }),
      );
    },
  };
}
