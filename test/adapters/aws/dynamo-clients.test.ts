import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { put } from '../../support/sign-in.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['clients']);
});
afterAll(() => aws.stop());

describe('clients', () => {
  it('B2: is read once and remembered for half a minute; a block is noticed after it', async () => {
    let at = 0;
    const clients = dynamoClients('clients', () => at);
    await put('clients', { id: 'rp', client_id: 'rp', status: 'active' });
    const before = aws.calls.get('DynamoDB.GetItem') ?? 0;
    await clients.find('rp');
    await put('clients', { id: 'rp', client_id: 'rp', status: 'blocked' });
    at = 29_999;
    expect((await clients.find('rp'))?.status).toBe('active');
    expect((aws.calls.get('DynamoDB.GetItem') ?? 0) - before).toBe(1);
    at = 30_000;
    expect((await clients.find('rp'))?.status).toBe('blocked');
  });

  it('B2: an unknown client is not remembered as unknown, and an empty or endless id is not looked up', async () => {
    const clients = dynamoClients('clients');
    expect(await clients.find('coming')).toBeUndefined();
    await put('clients', { id: 'coming', client_id: 'coming', status: 'active' });
    expect(await clients.find('coming')).toBeDefined();
    const before = aws.calls.get('DynamoDB.GetItem');
    expect(await clients.find('x'.repeat(513))).toBeUndefined();
    expect(await clients.find('')).toBeUndefined();
    expect(aws.calls.get('DynamoDB.GetItem')).toBe(before);
  });
});
