import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { fromItem } from '../adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoSignInHistory } from '../adapters/aws/dynamo-sign-in-history.ts';
import type { SignInSettings } from '../contracts/settings.ts';
import type { Grant } from '../domain/grant/grant.ts';
import { keepHistory } from '../events/keep-history.ts';
import { setting, table } from '../shell/config.ts';
import { streamFunction } from '../shell/stream-function.ts';

const deps = {
  accounts: dynamoAccounts(table('accounts')),
  history: dynamoSignInHistory(table('sign-ins'), setting<SignInSettings>('SIGN_IN').historyDays),
};

/** Consumer of the stream of `grants`. */
export const handler = streamFunction({
  failure: 'sign-in not kept in the history',
  async work({ eventName, dynamodb }) {
    const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
    if (eventName === 'INSERT' && image !== undefined) await keepHistory(fromItem<Grant>(image), deps);
  },
});
