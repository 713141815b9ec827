import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AuthorizationCode } from '../../domain/authorization-code/authorization-code.ts';
import type { AuthorizationCodes, Redemption } from '../../domain/authorization-code/authorization-codes.ts';
import { dynamo, epochSeconds, fromItem, type Item, isConditionFailure, toItem } from './dynamo.ts';

/** A used code is kept while what it obtained could live, so that a replay is recognised. */
const GRACE_SECONDS = 3600;

/** Codes by their hash; redeeming is one conditional write. */
export function dynamoAuthorizationCodes(tableName: string): AuthorizationCodes {
  return {
    async keep(code) {
      const expiresAt = epochSeconds(new Date(code.validUntil)) + GRACE_SECONDS;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...code, expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async consume({ id, clientId, accessTokenId, now }) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: id } },
            UpdateExpression: 'SET accessTokenId = :token',
            ConditionExpression:
              'clientId = :client AND validUntil > :now AND attribute_not_exists(accessTokenId)',
            ExpressionAttributeValues: {
              ':token': { S: accessTokenId },
              ':client': { S: clientId },
              ':now': { S: now.toISOString() },
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { outcome: 'redeemed', code: fromItem<AuthorizationCode>(Attributes ?? {}) };
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        return failedRedemption((error as { Item?: Item }).Item, clientId);
      }
    },
  };
}

/** Another client's code is not revealed to be used; that would let any client end what is not its own. */
function failedRedemption(item: Item | undefined, clientId: string): Redemption {
  const code = item && fromItem<AuthorizationCode & { accessTokenId?: string }>(item);
  return code?.accessTokenId !== undefined && code.clientId === clientId
    ? { outcome: 'replayed', accessTokenId: code.accessTokenId, accountId: code.accountId }
    : { outcome: 'unusable' };
}
