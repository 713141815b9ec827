import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SignIn, SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import { dynamo, epochSeconds, fromItem, happened, toItem } from './dynamo.ts';
import { newest } from './dynamo-newest.ts';

const DAY_SECONDS = 86_400;
/** More sign-ins than one person has in a thousandth of a second. */
const PLACES = 50;

/** One item per sign-in, under person and instant, for so many days; of several at one instant the others are some thousandths later. */
export function dynamoSignInHistory(tableName: string, historyDays = 365): SignInHistory {
  return {
    async add(signIn) {
      const expiresAt = epochSeconds(new Date(signIn.at)) + historyDays * DAY_SECONDS;
      for (let later = 0; later < PLACES; later += 1) {
        const at = new Date(Date.parse(signIn.at) + later).toISOString();
        if (await put(tableName, { ...signIn, at, expiresAt })) return;
      }
      throw new Error('One instant of the history holds no further sign-in.');
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

/** False where another sign-in has the place; its own it takes again. */
const put = (
  tableName: string,
  line: SignIn & { readonly source: string; readonly expiresAt: number },
): Promise<boolean> =>
  happened(
    dynamo().send(
      new PutItemCommand({
        TableName: tableName,
        Item: toItem(line),
        ConditionExpression: 'attribute_not_exists(accountId) OR #source = :source',
        ExpressionAttributeNames: { '#source': 'source' },
        ExpressionAttributeValues: { ':source': { S: line.source } },
      }),
    ),
  );
