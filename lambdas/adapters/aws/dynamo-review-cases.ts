import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { CaseDecided, type ReviewCase } from '../../domain/review-case/review-case.ts';
import type { ReviewCases } from '../../domain/review-case/review-cases.ts';
import { dynamo, fromItem, happened, type Item, isConditionFailure, toAttribute, toItem } from './dynamo.ts';

/** Review cases; a decision is one conditional write and never changes. */
export function dynamoReviewCases(tableName: string): ReviewCases {
  const key = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });

  const find = async (id: string): Promise<ReviewCase | undefined> => {
    const { Item } = await dynamo().send(new GetItemCommand({ ...key(id), ConsistentRead: true }));
    return Item && fromItem<ReviewCase>(Item);
  };

  const create = async (draft: ReviewCase): Promise<boolean> => {
    return happened(
      dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(draft),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      ),
    );
  };

  return {
    find,

    async open(draft) {
      if (await create(draft)) return draft;
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            ...key(draft.id),
            UpdateExpression: 'SET taskToken = :token',
            ConditionExpression: 'attribute_not_exists(decision)',
            ExpressionAttributeValues: { ':token': { S: draft.taskToken } },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return fromItem<ReviewCase>(Attributes ?? {});
      } catch (error) {
        if (isConditionFailure(error)) throw new CaseDecided();
        throw error;
      }
    },

    async markOverdue(id) {
      return happened(
        dynamo().send(
          new UpdateItemCommand({
            ...key(id),
            UpdateExpression: 'SET #status = :overdue',
            ConditionExpression: '#status = :open',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':overdue': { S: 'overdue' }, ':open': { S: 'open' } },
          }),
        ),
      );
    },

    async decide(id, decision) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            ...key(id),
            UpdateExpression: 'SET decision = :decision, #status = :decided',
            ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(decision)',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':decision': toAttribute({ ...decision }),
              ':decided': { S: 'decided' },
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return fromItem<ReviewCase>(Attributes ?? {});
      } catch (error) {
        const standing = isConditionFailure(error) && (error as { Item?: Item }).Item;
        if (standing) return fromItem<ReviewCase>(standing);
        throw error;
      }
    },

    async list(status, limit) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-status',
          KeyConditionExpression: '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': { S: status } },
          ScanIndexForward: status !== 'decided',
          Limit: limit,
        }),
      );
      return Items.map((item) => fromItem<ReviewCase>(item));
    },
  };
}
