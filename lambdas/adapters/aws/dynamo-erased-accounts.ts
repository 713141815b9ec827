import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import type { ErasedAccounts } from '../../domain/erasure/erased-accounts.ts';
import { dynamo, happened } from './dynamo.ts';

/** The end of an account: its handles and the record itself. */
export function dynamoErasedAccounts(tables: {
  readonly accounts: string;
  readonly handles: string;
}): ErasedAccounts {
  return {
    async freeHandles(accountId, handles) {
      for (const handle of handles) {
        await happened(
          dynamo().send(
            new DeleteItemCommand({
              TableName: tables.handles,
              Key: { id: { S: handle } },
              ConditionExpression: 'accountId = :own',
              ExpressionAttributeValues: { ':own': { S: accountId } },
            }),
          ),
        );
      }
    },

    async forget({ id }) {
      await dynamo().send(
        new DeleteItemCommand({
          TableName: tables.accounts,
          Key: { id: { S: id } },
          ConditionExpression: 'attribute_not_exists(id) OR #status = :closed',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':closed': { S: 'closed' } },
        }),
      );
    },
  };
}
