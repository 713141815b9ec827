import { QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { AuditChain, ChainHead } from '../../domain/audit/audit-chain.ts';
import type { ChainLink } from '../../domain/audit/chain.ts';
import { dynamo, fromItem, toItem } from './dynamo.ts';
import { newest } from './dynamo-newest.ts';

/** Links under `(chain, position)`; a marker `(event#<id>, 0)` beside each keeps a redelivered event out. */
export function dynamoAuditChain(tableName: string): AuditChain {
  return {
    async head(chain) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'chain = :chain',
          ExpressionAttributeValues: { ':chain': { S: chain } },
          ScanIndexForward: false,
          Limit: 1,
          ConsistentRead: true,
        }),
      );
      return Items?.[0] && fromItem<ChainHead>(Items[0]);
    },

    async append(link) {
      const put = (item: object) => ({
        Put: { TableName: tableName, Item: toItem(item), ConditionExpression: 'attribute_not_exists(chain)' },
      });
      const marker = { chain: `event#${link.eventId}`, position: 0 };
      try {
        await dynamo().send(new TransactWriteItemsCommand({ TransactItems: [put(marker), put(link)] }));
        return 'appended';
      } catch (error) {
        return outcomeOf(error);
      }
    },

    async ofSubject(subject, limit) {
      const links = await newest(
        {
          TableName: tableName,
          IndexName: 'by-subject',
          KeyConditionExpression: 'subject = :subject',
          ExpressionAttributeValues: { ':subject': { S: subject } },
        },
        limit,
      );
      return links.map((item) => fromItem<ChainLink>(item));
    },
  };
}

function outcomeOf(error: unknown): 'behind' | 'known' {
  const reasons = (error as { CancellationReasons?: readonly { Code?: string }[] }).CancellationReasons;
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException' || reasons === undefined)
    throw error;
  if (reasons[0]?.Code === 'ConditionalCheckFailed') return 'known';
  if (reasons[1]?.Code === 'ConditionalCheckFailed' || reasons.some((r) => r.Code === 'TransactionConflict'))
    return 'behind';
  throw error;
}
