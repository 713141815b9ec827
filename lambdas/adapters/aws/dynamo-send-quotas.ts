import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { Refusal } from '../../domain/errors.ts';
import { type Limit, type SendQuotas, windowOf } from '../../domain/send-quota/send-quotas.ts';
import { dynamo, isConditionFailure } from './dynamo.ts';

/** One counter item per limit and window. */
export function dynamoSendQuotas(tableName: string): SendQuotas {
  return {
    async take(limits, now) {
      for (const limit of limits) await takeOne(tableName, limit, now);
    },
  };
}

async function takeOne(tableName: string, limit: Limit, now: Date): Promise<void> {
  const window = windowOf(limit, now);
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: window.id } },
        UpdateExpression: 'ADD taken :one SET expiresAt = :end',
        ConditionExpression: 'attribute_not_exists(taken) OR taken < :limit',
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':limit': { N: String(limit.limit) },
          ':end': { N: String(window.endsAt) },
        },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    throw new Refusal(
      'too-many',
      'limit-reached',
      `Too many requests. Try again in ${window.retryAfterSeconds} seconds.`,
      {
        retryAfterSeconds: window.retryAfterSeconds,
        next: ['wait'],
      },
    );
  }
}
