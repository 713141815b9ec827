import { DeleteItemCommand, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { PushSubscription, PushSubscriptions } from '../../domain/web-push/push-subscription.ts';
import { dynamo, fromItem, happened } from './dynamo.ts';

/** One item an account, in the shape of `PushSubscription`. */
export function dynamoPushSubscriptions(tableName: string): PushSubscriptions {
  return {
    async of(accountId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({
          TableName: tableName,
          Key: { accountId: { S: accountId } },
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<PushSubscription>(Item);
    },

    async remove({ accountId, sealed }) {
      await happened(
        dynamo().send(
          new DeleteItemCommand({
            TableName: tableName,
            Key: { accountId: { S: accountId } },
            ConditionExpression: 'sealed = :sealed',
            ExpressionAttributeValues: { ':sealed': { S: sealed } },
          }),
        ),
      );
    },
  };
}
