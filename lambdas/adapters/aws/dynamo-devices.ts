import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Device, Devices, OwnDevices } from '../../domain/device/device.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';
import { ofAccount } from './dynamo-of-account.ts';

/** One item per device, in the shape of `Device`. */
export function dynamoDevices(tableName: string): Devices & OwnDevices {
  return {
    async find(id) {
      if (id.length > 128) return undefined;
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Device>(Item);
    },

    of: (accountId) => ofAccount<Device>(tableName, accountId),

    async admit(device) {
      if (await readmitBound(tableName, device)) return;
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: toItem(device) }));
    },
  };
}

async function readmitBound(tableName: string, device: Device): Promise<boolean> {
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: device.id } },
        UpdateExpression: 'SET activation = :activation, #name = :name',
        ConditionExpression: '#status = :bound AND accountId = :account',
        ExpressionAttributeNames: { '#status': 'status', '#name': 'name' },
        ExpressionAttributeValues: {
          ':activation': { S: device.activation ?? '' },
          ':name': { S: device.name },
          ':bound': { S: 'bound' },
          ':account': { S: device.accountId },
        },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
