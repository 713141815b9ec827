import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** One item per account, in the shape of `Account`. */
export function dynamoAccounts(tableName: string): Accounts {
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Account>(Item);
    },

    async create(account) {
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem(account),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
