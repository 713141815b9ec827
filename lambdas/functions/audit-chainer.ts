import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { fromItem } from '../adapters/aws/dynamo.ts';
import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import type { ChainedEvent } from '../domain/audit/chain.ts';
import { chainAuditEvents } from '../events/chain-audit-events.ts';
import { table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';

const deps = { chain: dynamoAuditChain(table('audit-chain')) };

/** Consumer of the stream of `audit-events`: stops at the first failure, which is delivered again. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    const image = record.dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
    if (record.eventName !== 'INSERT' || image === undefined) continue;
    try {
      await chainAuditEvents([toChainedEvent(image)], deps);
    } catch (error) {
      logger.error('audit event not chained', { error: error instanceof Error ? error.name : 'unknown' });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

function toChainedEvent(image: Record<string, AttributeValue>): ChainedEvent {
  const { id, event, subject, actor, at, details } = fromItem<ChainedEvent & { id: string }>(image);
  return { eventId: id, event, subject, actor, at, details: details ?? {} };
}
