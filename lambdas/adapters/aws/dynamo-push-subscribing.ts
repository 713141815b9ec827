import type { PushSubscribing } from '../../domain/web-push/push-subscription.ts';
import { toItem } from './dynamo.ts';
import { transact } from './dynamo-transaction.ts';

/**
 * Keeps a subscription together with the condition that its phone is the account's: a phone that is being replaced at that moment
 * does not stay the one that is woken (`dynamo-activations` removes the subscription with it).
 */
export function dynamoPushSubscribing(tables: {
  readonly subscriptions: string;
  readonly accounts: string;
}): PushSubscribing {
  return {
    async keep(subscription) {
      const itsPhone = {
        TableName: tables.accounts,
        Key: { id: { S: subscription.accountId } },
        ConditionExpression: 'deviceId = :device',
        ExpressionAttributeValues: { ':device': { S: subscription.deviceId } },
      };
      const put = { TableName: tables.subscriptions, Item: toItem(subscription) };
      return (await transact([{ ConditionCheck: itsPhone }, { Put: put }])).length === 0;
    },
  };
}
