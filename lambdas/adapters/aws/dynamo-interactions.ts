import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Interaction } from '../../domain/interaction/interaction.ts';
import type { Interactions } from '../../domain/interaction/interactions.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/** Kept this much longer than it is valid, so that the page can say what happened. */
const GRACE_SECONDS = 3600;

/** One item per interaction; each step is conditional on the version it was read at. */
export function dynamoInteractions(tableName: string): Interactions {
  return {
    async keep(interaction) {
      const expiresAt = epochSeconds(new Date(interaction.validUntil)) + GRACE_SECONDS;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...interaction, expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Interaction>(Item);
    },

    awaitApproval: (interaction, approvalId) =>
      advance(tableName, interaction, { step: 'waiting', approvalId }),
    finish: (interaction) => advance(tableName, interaction, { step: 'finished' }),
  };
}

async function advance(
  tableName: string,
  interaction: Interaction,
  changes: Partial<Interaction>,
): Promise<boolean> {
  const change = changeExpression({ ...changes, version: interaction.version + 1 });
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: interaction.id } },
        ...change,
        ConditionExpression: '#version = :read AND #step <> :finished',
        ExpressionAttributeValues: {
          ...change.ExpressionAttributeValues,
          ':read': { N: String(interaction.version) },
          ':finished': { S: 'finished' },
        },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
