import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Enrolment, EnrolmentChanges } from '../../domain/enrolment/enrolment.ts';
import type { Enrolments } from '../../domain/enrolment/enrolments.ts';
import { Refusal } from '../../domain/errors.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/** One item per enrolment; every change is conditional on the version it was read at. */
export function dynamoEnrolments(tableName: string): Enrolments {
  return {
    async create(enrolment) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(enrolment),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async load(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Enrolment>(Item);
    },

    async advance(enrolment, changes, now) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand(advanceInput(tableName, enrolment, changes, now)),
        );
        return fromItem<Enrolment>(Attributes ?? {});
      } catch (error) {
        if (isConditionFailure(error)) throw changedMeanwhile();
        throw error;
      }
    },
  };
}

function advanceInput(tableName: string, enrolment: Enrolment, changes: EnrolmentChanges, now: Date) {
  const change = changeExpression({
    ...changes,
    updatedAt: now.toISOString(),
    version: enrolment.version + 1,
  });
  return {
    TableName: tableName,
    Key: { id: { S: enrolment.id } },
    ...change,
    ConditionExpression: '#version = :readVersion',
    ExpressionAttributeValues: {
      ...change.ExpressionAttributeValues,
      ':readVersion': { N: String(enrolment.version) },
    },
    ReturnValues: 'ALL_NEW' as const,
  };
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    'conflict',
    'enrolment-changed',
    'Your request was changed at the same time, here or on another device. Reload the page and go on.',
    { next: ['try-again'] },
  );
}
