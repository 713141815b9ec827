import {
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  added,
  type CountingGateway,
  countingGateway,
  emptyUsage,
} from '../../bench/oidc/counting-gateway.ts';
import { percentile } from '../../bench/oidc/percentile.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';

let dynamo: TestDynamo;
let gateway: CountingGateway;
let client: DynamoDBClient;

beforeAll(async () => {
  dynamo = await startDynamo(['accounts', 'consents', 'clients']);
  gateway = await countingGateway(dynamo.url);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  client = new DynamoDBClient({ endpoint: gateway.url, region: 'eu-west-1', credentials });
});
beforeEach(() => void gateway.take());
afterAll(() => {
  client.destroy();
  gateway.stop();
  dynamo.stop();
});

const id = (value: string) => ({ id: { S: value } });
const put = (value: string, more: object = {}) =>
  new PutItemCommand({ TableName: 'accounts', Item: { ...id(value), ...more } });

describe('bench: counting calls and units', () => {
  it('bench: a read costs half a unit, a consistent one a whole, for each 4 KB begun', async () => {
    await client.send(put('a'));
    await client.send(put('big', { text: { S: 'x'.repeat(5000) } }));
    gateway.take();
    await client.send(new GetItemCommand({ TableName: 'accounts', Key: id('a') }));
    expect(gateway.take()).toEqual({ calls: { 'DynamoDB.GetItem': 1 }, readUnits: 0.5, writeUnits: 0 });
    await client.send(new GetItemCommand({ TableName: 'accounts', Key: id('a'), ConsistentRead: true }));
    expect(gateway.take().readUnits).toBe(1);
    await client.send(new GetItemCommand({ TableName: 'accounts', Key: id('big'), ConsistentRead: true }));
    expect(gateway.take().readUnits).toBe(2);
  });

  it('bench: a write costs a unit for each KB begun, and as much again in each index that holds the item', async () => {
    await client.send(put('b', { text: { S: 'x'.repeat(1500) } }));
    expect(gateway.take()).toEqual({ calls: { 'DynamoDB.PutItem': 1 }, readUnits: 0, writeUnits: 2 });
    const owned = { ...id('c'), owner: { S: 'o' }, registered_at: { S: '2026' } };
    await client.send(new PutItemCommand({ TableName: 'clients', Item: owned }));
    expect(gateway.take().writeUnits).toBe(2);
  });

  it('bench: a transaction costs twice, a batch is one call', async () => {
    const Put = { TableName: 'accounts', Item: id('d') };
    await client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
    expect(gateway.take()).toMatchObject({ calls: { 'DynamoDB.TransactWriteItems': 1 }, writeUnits: 2 });
    const PutRequest = { Item: { accountId: { S: 'a' }, clientId: { S: 'c' } } };
    const RequestItems = { accounts: [{ PutRequest: { Item: id('e') } }], consents: [{ PutRequest }] };
    await client.send(new BatchWriteItemCommand({ RequestItems }));
    expect(gateway.take()).toMatchObject({ calls: { 'DynamoDB.BatchWriteItem': 1 }, writeUnits: 2 });
  });

  it('bench: a write refused by its condition is a call and a unit too', async () => {
    await client.send(put('f'));
    gateway.take();
    const ConditionExpression = 'attribute_not_exists(id)';
    const again = new PutItemCommand({ TableName: 'accounts', Item: id('f'), ConditionExpression });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
    expect(gateway.take()).toMatchObject({ calls: { 'DynamoDB.PutItem': 1 }, writeUnits: 1 });
  });

  it('bench: a query is a read, and what was taken is not counted again', async () => {
    await client.send(
      new QueryCommand({
        TableName: 'consents',
        KeyConditionExpression: 'accountId = :a',
        ExpressionAttributeValues: { ':a': { S: 'a' } },
      }),
    );
    expect(gateway.take()).toMatchObject({ calls: { 'DynamoDB.Query': 1 }, writeUnits: 0 });
    expect(gateway.take()).toEqual(emptyUsage());
  });

  it('bench: usages add up, and divide by a factor', () => {
    const one = { calls: { 'KMS.Sign': 1 }, readUnits: 1, writeUnits: 2 };
    const sum = added(
      one,
      { calls: { 'KMS.Sign': 2, 'SQS.SendMessage': 4 }, readUnits: 2, writeUnits: 6 },
      0.5,
    );
    expect(sum).toEqual({ calls: { 'KMS.Sign': 2, 'SQS.SendMessage': 2 }, readUnits: 2, writeUnits: 5 });
  });

  it('bench: percentiles are values that occurred (nearest rank)', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([50, 95, 99, 100]);
    expect(percentile([7], 0.5)).toBe(7);
    expect(percentile([], 0.5)).toBeNaN();
  });
});
