import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SignIn, SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import { dynamo, epochSeconds, fromItem, toItem } from './dynamo.ts';
import { newest } from './dynamo-newest.ts';

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
      const signIns = await newest(
        {
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
        },
        limit,
      );
      return signIns.map((item) => fromItem<SignIn>(item));
    },
  };
}
