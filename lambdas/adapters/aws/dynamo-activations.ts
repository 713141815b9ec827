import {
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ActivationOutcome, Activations } from '../../domain/activation/activations.ts';
import { dynamo, isConditionFailure, isTransactionConditionFailure, toItem } from './dynamo.ts';

export interface ActivationTables {
  readonly accounts: string;
  readonly devices: string;
  readonly pins: string;
  readonly enrolments: string;
  readonly pushSubscriptions: string;
}

/** The one place where a device, a PIN and an account change together. */
export function dynamoActivations(tables: ActivationTables): Activations {
  return {
    async complete(outcome) {
      const { account, device } = outcome;
      const writes = [
        changeAccount(tables.accounts, outcome),
        bindDevice(tables.devices, outcome),
        putPin(tables.pins, outcome),
        ...(account.deviceId === device.id ? [] : endFormerPhone(tables, account, outcome.now)),
      ];
      try {
        await dynamo().send(new TransactWriteItemsCommand({ TransactItems: writes }));
        return true;
      } catch (error) {
        if (isTransactionConditionFailure(error)) return false;
        throw error;
      }
    },

    async concludeEnrolment(enrolmentId) {
      try {
        await dynamo().send(
          new UpdateItemCommand({
            TableName: tables.enrolments,
            Key: { id: { S: enrolmentId } },
            UpdateExpression: 'SET #step = :active',
            ConditionExpression: '#step = :accepted',
            ExpressionAttributeNames: { '#step': 'step' },
            ExpressionAttributeValues: { ':active': { S: 'active' }, ':accepted': { S: 'accepted' } },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error; // concluded before, or erased
      }
    },
  };
}

function changeAccount(tableName: string, { account, device, now }: ActivationOutcome): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: { id: { S: account.id } },
      UpdateExpression:
        'SET deviceId = :device, #status = :active, version = version + :one, activatedAt = if_not_exists(activatedAt, :now)',
      ConditionExpression: 'version = :read AND #status IN (:pending, :active)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':device': { S: device.id },
        ':active': { S: 'active' },
        ':pending': { S: 'pending' },
        ':one': { N: '1' },
        ':now': { S: now.toISOString() },
        ':read': { N: String(account.version) },
      },
    },
  };
}

function bindDevice(tableName: string, { device, now }: ActivationOutcome): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: { id: { S: device.id } },
      UpdateExpression: 'SET #status = :bound, boundAt = :now, boundBy = :activation REMOVE activation',
      ConditionExpression: 'activation = :activation AND #status <> :revoked',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':bound': { S: 'bound' },
        ':revoked': { S: 'revoked' },
        ':now': { S: now.toISOString() },
        ':activation': { S: device.activation ?? '' },
      },
    },
  };
}

function putPin(tableName: string, { account, pin }: ActivationOutcome): TransactWriteItem {
  const { mac, salt, tries } = pin;
  return {
    Put: {
      TableName: tableName,
      Item: toItem({ id: account.id, mac, salt, attempts: 0, ceiling: tries }),
    },
  };
}

/** A phone before this one is worth nothing any more, and is not the one that is woken: also where it was shut out long before. */
const endFormerPhone = (
  { devices, pushSubscriptions }: ActivationTables,
  { id, deviceId }: ActivationOutcome['account'],
  now: Date,
): TransactWriteItem[] => [
  ...(deviceId === undefined ? [] : [revokeDevice(devices, deviceId, now)]),
  { Delete: { TableName: pushSubscriptions, Key: { accountId: { S: id } } } },
];

function revokeDevice(tableName: string, id: string, now: Date): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: { id: { S: id } },
      UpdateExpression: 'SET #status = :revoked, revokedAt = :now',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':revoked': { S: 'revoked' }, ':now': { S: now.toISOString() } },
    },
  };
}
