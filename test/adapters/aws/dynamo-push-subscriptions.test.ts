import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoPushSubscribing } from '../../../lambdas/adapters/aws/dynamo-push-subscribing.ts';
import { dynamoPushSubscriptions } from '../../../lambdas/adapters/aws/dynamo-push-subscriptions.ts';
import type { PushSubscription } from '../../../lambdas/domain/web-push/push-subscription.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['accounts', 'push-subscriptions']);
  const account = toItem({ id: 'account', deviceId: 'new-phone' });
  await dynamo().send(new PutItemCommand({ TableName: 'accounts', Item: account }));
});
afterAll(() => aws.stop());

const subscriptions = dynamoPushSubscriptions('push-subscriptions');
const subscribing = dynamoPushSubscribing({ subscriptions: 'push-subscriptions', accounts: 'accounts' });
const of = (changes: Partial<PushSubscription> = {}): PushSubscription => ({
  accountId: 'account',
  deviceId: 'new-phone',
  sealed: 'first',
  addedAt: '2026-11-22T10:00:00.000Z',
  ...changes,
});

describe('push subscriptions', () => {
  it('B3: one an account, the last that its phone gave', async () => {
    expect(await subscribing.keep(of())).toBe(true);
    expect(await subscribing.keep(of({ sealed: 'second' }))).toBe(true);
    expect(await subscriptions.of('account')).toEqual(of({ sealed: 'second' }));
  });

  it('B4: another phone than the account’s keeps nothing, nor does one of no account', async () => {
    expect(await subscribing.keep(of())).toBe(true);
    expect(await subscribing.keep(of({ deviceId: 'old-phone', sealed: 'of the old' }))).toBe(false);
    expect(await subscribing.keep(of({ accountId: 'nobody' }))).toBe(false);
    expect(await subscriptions.of('account')).toEqual(of());
    expect(await subscriptions.of('nobody')).toBeUndefined();
  });

  it('B3: what its push service no longer knows is removed, not what took its place', async () => {
    await subscribing.keep(of({ sealed: 'later' }));
    await subscriptions.remove(of());
    expect(await subscriptions.of('account')).toEqual(of({ sealed: 'later' }));
    await subscriptions.remove(of({ sealed: 'later' }));
    expect(await subscriptions.of('account')).toBeUndefined();
  });
});
