import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SigningShare, SigningShares } from '../../domain/signing-share/signing-share.ts';
import { dynamo, fromItem, toItem } from './dynamo.ts';
import { ofAccount } from './dynamo-of-account.ts';
import { dynamoTries } from './dynamo-tries.ts';

/** One item per signing key, in the shape of `SigningShare`; an attempt is one conditional write. */
export function dynamoSigningShares(tableName: string): SigningShares {
  const tries = dynamoTries(tableName);
  return {
    async keep(share) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(share),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<SigningShare>(Item);
    },

    of: (accountId) => ofAccount<SigningShare>(tableName, accountId),

    reserve: (id) => tries.reserve<SigningShare>(id),
    forgive: (attempt, count) => tries.forgive(attempt.id, attempt, count),
    unlock: (id, count) => tries.unlock(id, count),
  };
}
