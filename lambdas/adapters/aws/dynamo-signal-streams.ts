import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { SignalStream, SignalStreams } from '../../domain/signals/signal-stream.ts';
import { dynamo, fromItem, happened, type Item, isConditionFailure, toAttribute, toItem } from './dynamo.ts';

const MOST_HELD = 500;

type Change = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

/** One item per client, under its id. */
export function dynamoSignalStreams(tableName: string): SignalStreams {
  const keyOf = (clientId: string) => ({ TableName: tableName, Key: { id: { S: clientId } } });
  const change = async (
    clientId: string,
    write: Change,
  ): Promise<{ readonly stream: SignalStream | undefined; readonly done: boolean }> => {
    try {
      const { Attributes } = await dynamo().send(
        new UpdateItemCommand({
          ...keyOf(clientId),
          ...write,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { done: true, stream: fromItem<SignalStream>(Attributes ?? {}) };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const { Item } = error as { Item?: Item };
      return { done: false, stream: Item && fromItem<SignalStream>(Item) };
    }
  };
  const changed = async (clientId: string, write: Change): Promise<SignalStream | undefined> => {
    const { done, stream } = await change(clientId, write);
    return done ? stream : undefined;
  };

  return {
    async create(stream) {
      return happened(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({ ...stream, id: stream.clientId }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      );
    },

    async find(clientId) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...keyOf(clientId), ConsistentRead: true }));
      return Item && fromItem<SignalStream>(Item);
    },

    configure: (clientId, streamId, { eventsRequested, endpoint, authorization, description }) => {
      const optional = Object.entries({ authorization, description });
      const kept = optional.filter(([, value]) => value !== undefined);
      const gone = optional.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
      return changed(clientId, {
        UpdateExpression: [
          `SET eventsRequested = :events, endpoint = :endpoint${kept.map(([name]) => `, #${name} = :${name}`).join('')}`,
          ...(gone.length > 0 ? [`REMOVE ${gone.join(', ')}`] : []),
        ].join(' '),
        ConditionExpression: 'streamId = :stream',
        ExpressionAttributeNames: { '#authorization': 'authorization', '#description': 'description' },
        ExpressionAttributeValues: {
          ':stream': { S: streamId },
          ':events': toAttribute(eventsRequested),
          ':endpoint': { S: endpoint },
          ...Object.fromEntries(kept.map(([name, value]) => [`:${name}`, { S: String(value) }])),
        },
      });
    },

    setStatus: (clientId, streamId, status, reason) =>
      changed(clientId, {
        UpdateExpression: [
          `SET #status = :status${reason === undefined ? '' : ', reason = :reason'}`,
          `${status === 'disabled' ? ', held = :none' : ''}`,
          `${reason === undefined ? ' REMOVE reason' : ''}`,
        ].join(''),
        ConditionExpression: 'streamId = :stream',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': { S: status },
          ':stream': { S: streamId },
          ...(reason !== undefined && { ':reason': { S: reason } }),
          ...(status === 'disabled' && { ':none': { L: [] } }),
        },
      }),

    async remove(clientId, streamId) {
      return happened(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(clientId),
            ConditionExpression: 'streamId = :stream',
            ExpressionAttributeValues: { ':stream': { S: streamId } },
          }),
        ),
      );
    },

    async takeVerification({ clientId, streamId }, intervalSeconds, now) {
      const { done } = await change(clientId, {
        UpdateExpression: 'SET verifiedAt = :now',
        ConditionExpression:
          'streamId = :stream AND (attribute_not_exists(verifiedAt) OR verifiedAt <= :before)',
        ExpressionAttributeValues: {
          ':stream': { S: streamId },
          ':now': { S: now.toISOString() },
          ':before': { S: new Date(now.getTime() - intervalSeconds * 1000).toISOString() },
        },
      });
      return done;
    },

    async hold(clientId, held) {
      const { done, stream } = await change(clientId, {
        UpdateExpression: 'SET held = list_append(held, :held)',
        ConditionExpression: '(#status = :paused OR size(held) > :zero) AND size(held) < :most',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':held': { L: [{ M: toItem(held) }] },
          ':paused': { S: 'paused' },
          ':zero': { N: '0' },
          ':most': { N: String(MOST_HELD) },
        },
      });
      if (done) return 'held';
      return stream !== undefined && stream.held.length >= MOST_HELD ? 'full' : 'passed';
    },

    async release(clientId, heldId) {
      await change(clientId, {
        UpdateExpression: 'REMOVE held[0]',
        ConditionExpression: 'held[0].id = :id',
        ExpressionAttributeValues: { ':id': { S: heldId } },
      });
    },

    async discardHeld(clientId) {
      await change(clientId, {
        UpdateExpression: 'SET held = :none',
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':none': { L: [] } },
      });
    },
  };
}
