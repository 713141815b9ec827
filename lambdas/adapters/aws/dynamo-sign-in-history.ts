import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { SignIn, SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import { dynamo, epochSeconds, fromItem, toItem } from './dynamo.ts';

const DAY_SECONDS = 86_400;

/** One item per sign-in, under person and instant, for so many days. */
export function dynamoSignInHistory(tableName: string, historyDays = 365): SignInHistory {
  return {
    async add(signIn) {
      const expiresAt = epochSeconds(new Date(signIn.at)) + historyDays * DAY_SECONDS;
      await dynamo().send(
        new PutItemCommand({ TableName: tableName, Item: toItem({ ...signIn, expiresAt }) }),
      );
    },

    async of(accountId, limit) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return (Items ?? []).map((item) => fromItem<SignIn>(item));
    },
  };
}
