import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type Limit,
  limitReached,
  type QuotaChecks,
  type SendQuotas,
  windowOf,
} from '../../domain/send-quota/send-quotas.ts';
import { dynamo, isConditionFailure } from './dynamo.ts';

/** One counter item per limit and window. */
export function dynamoSendQuotas(tableName: string): SendQuotas & QuotaChecks {
  return {
    async take(limits, now) {
      for (const limit of limits) await add(1, tableName, limit, now);
    },
    async requireLeft(limits, now) {
      for (const limit of limits) await add(0, tableName, limit, now);
    },
  };
}

/** Adds to a counter that is below its limit; nothing added is a look at it. */
async function add(amount: 0 | 1, tableName: string, limit: Limit, now: Date): Promise<void> {
  const window = windowOf(limit, now);
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: window.id } },
        UpdateExpression: 'ADD taken :amount SET expiresAt = :end',
        ConditionExpression: 'attribute_not_exists(taken) OR taken < :limit',
        ExpressionAttributeValues: {
          ':amount': { N: String(amount) },
          ':limit': { N: String(limit.limit) },
          ':end': { N: String(window.endsAt) },
        },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw limitReached(window.retryAfterSeconds);
  }
}
