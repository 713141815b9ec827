import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoActivations } from '../../../lambdas/adapters/aws/dynamo-activations.ts';
import { dynamoDevices } from '../../../lambdas/adapters/aws/dynamo-devices.ts';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import { dynamoPushSubscriptions } from '../../../lambdas/adapters/aws/dynamo-push-subscriptions.ts';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Device } from '../../../lambdas/domain/device/device.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { testKey } from '../../support/device-proof.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['accounts', 'devices', 'pins', 'enrolments', 'push-subscriptions']);
});
afterAll(() => aws.stop());

const now = new Date('2026-11-21T12:00:00Z');
const tables = {
  accounts: 'accounts',
  devices: 'devices',
  pins: 'pins',
  enrolments: 'enrolments',
  pushSubscriptions: 'push-subscriptions',
};
const activations = dynamoActivations(tables);
const [accounts, devices] = [dynamoAccounts('accounts'), dynamoDevices('devices')];
const pin = { mac: new Uint8Array(32), salt: 'salt', tries: 3 };

async function pending(changes: Partial<Account> = {}): Promise<Account> {
  const account: Account = {
    id: randomness.id(),
    status: 'pending',
    level: 'substantial',
    wrappedKey: 'key',
    sealed: 'sealed',
    phoneHandle: 'phone#x',
    enrolmentId: 'enrolment',
    language: 'en',
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    version: 1,
    ...changes,
  };
  await accounts.create(account);
  return account;
}

async function admitted(account: Account, id = randomness.id()): Promise<Device> {
  const device: Device = {
    id,
    accountId: account.id,
    key: testKey().jwk,
    name: 'Phone',
    status: 'pending',
    activation: 'link',
    addedAt: now.toISOString(),
  };
  await devices.admit(device);
  return device;
}

describe('activations', () => {
  it('A11: device, PIN and account change together, once', async () => {
    const account = await pending();
    const device = await admitted(account);
    expect(await activations.complete({ account, device, pin, now })).toBe(true);
    expect(await accounts.find(account.id)).toMatchObject({
      status: 'active',
      deviceId: device.id,
      version: 2,
    });
    expect(await devices.find(device.id)).not.toHaveProperty('activation');
    expect(await dynamoPins('pins').find(account.id)).toMatchObject({ attempts: 0, ceiling: 3 });
    expect(await activations.complete({ account, device, pin, now })).toBe(false);
  });

  it('A11: of two phones finishing at the same moment one is bound, and the other nowhere', async () => {
    const account = await pending();
    const both = [await admitted(account), await admitted(account)];
    const outcomes = await Promise.all(
      both.map((device) => activations.complete({ account, device, pin, now })),
    );
    expect(outcomes.filter((done) => done)).toHaveLength(1);
    const states = await Promise.all(both.map(async ({ id }) => (await devices.find(id))?.status));
    expect(states.sort()).toEqual(['bound', 'pending']);
  });

  it.each(['suspended', 'closed'] as const)(
    'X3: a %s account is not activated, nor its PIN set',
    async (status) => {
      const account = await pending({ status });
      expect(await activations.complete({ account, device: await admitted(account), pin, now })).toBe(false);
      expect(await dynamoPins('pins').find(account.id)).toBeUndefined();
    },
  );

  it('B4: the bound phone admitted again stays bound until its new PIN; a revoked one starts afresh', async () => {
    const account = await pending();
    const device = await admitted(account);
    await activations.complete({ account, device, pin, now });
    await admitted(account, device.id);
    expect(await devices.find(device.id)).toMatchObject({ status: 'bound', activation: 'link' });
    const active = await accounts.find(account.id);
    const other = await admitted(account);
    if (active === undefined) throw new Error('gone');
    expect(await activations.complete({ account: active, device: other, pin, now })).toBe(true);
    expect((await devices.find(device.id))?.status).toBe('revoked');
    await admitted(account, device.id);
    expect((await devices.find(device.id))?.status).toBe('pending');
  });

  it('B3: whichever phone is bound, another one is woken no more: also when none was bound in between', async () => {
    const account = await pending();
    await dynamo().send(
      new PutItemCommand({
        TableName: 'push-subscriptions',
        Item: toItem({ accountId: account.id, deviceId: 'former', sealed: 'sealed', addedAt: '' }),
      }),
    );
    const device = await admitted(account);
    expect(await activations.complete({ account, device, pin, now })).toBe(true);
    expect(await dynamoPushSubscriptions('push-subscriptions').of(account.id)).toBeUndefined();
  });

  it('A11: an account is created once', async () => {
    const account = await pending();
    expect(await accounts.create({ ...account, level: 'low' })).toBe(false);
    expect((await accounts.find(account.id))?.level).toBe('substantial');
  });
});
