import { DynamoDBClient, GetItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoDevices } from '../../../lambdas/adapters/aws/dynamo-devices.ts';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import { type Phone, testPhone } from '../../support/phone.ts';
import {
  activationCodeFor,
  type Person,
  type SignInService,
  startSignInService,
} from '../../support/sign-in.ts';

const PIN = '/api/authenticator/activation/pin';
let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

/** A phone that typed the SMS code and now chooses its PIN; the weak PIN keeps `activate` at that step. */
async function admitted(person: Person, purpose: 'activate' | 'recover' = 'activate', phone?: Phone) {
  const token = await person.link(purpose);
  const own = phone ?? testPhone(service.browser());
  await own.activate(token, await activationCodeFor(service, person, token), '0000');
  return { token, phone: own };
}

const choose = (phone: Phone, token: string, pin: string, repeated = pin) =>
  phone.call('POST', PIN, { token, pin, repeated });

const account = (person: Person) => dynamoAccounts('accounts').find(person.account.id);

describe('POST /api/authenticator/activation/pin', () => {
  it('A11: the PIN typed twice activates the identity and concludes the enrolment', async () => {
    const person = await service.person();
    const { token, phone } = await admitted(person);
    const { status, body } = await choose(phone, token, '4831');
    expect([status, body]).toEqual([200, { deviceId: phone.deviceId, step: 'done' }]);
    expect(await account(person)).toMatchObject({ status: 'active', deviceId: phone.deviceId, version: 2 });
    const { Item } = await dynamo().send(
      new GetItemCommand({ TableName: 'enrolments', Key: { id: { S: person.account.enrolmentId } } }),
    );
    expect(Item?.step?.S).toBe('active');
    expect(await phone.approvals()).toEqual([]);
  });

  it.each([
    ['0000', 'pin-repeated'],
    ['1234', 'pin-sequence'],
    ['1990', 'pin-birth-date'],
    ['1307', 'pin-birth-date'],
  ])('A11: refuses the trivial PIN %s (%s) and lets another be chosen', async (pin, code) => {
    const person = await service.person();
    const { token, phone } = await admitted(person);
    const { status, body } = await choose(phone, token, pin);
    expect([status, body.code]).toEqual([422, code]);
    expect((await choose(phone, token, '4831')).status).toBe(200);
  });

  it('A11: refuses two different PINs, and what is not four digits', async () => {
    const { token, phone } = await admitted(await service.person());
    expect((await choose(phone, token, '4831', '4832')).body.code).toBe('pin-differs');
    for (const pin of ['483', '48312', 'abcd', '４８３１']) {
      expect((await choose(phone, token, pin)).status).toBe(400);
    }
  });

  it('A11: X1: the tables hold a MAC by a KMS key and a salt, never the PIN', async () => {
    const person = await service.personWithPhone();
    const record = await dynamoPins('pins').find(person.account.id);
    expect(record?.mac).toHaveLength(32);
    expect(JSON.stringify(record)).not.toContain(person.pin);
    const { Item } = await dynamo().send(
      new GetItemCommand({ TableName: 'pins', Key: { id: { S: person.account.id } } }),
    );
    expect(Object.keys(Item ?? {}).sort()).toEqual(['attempts', 'ceiling', 'id', 'mac', 'salt']);
  });

  it('A11: a link serves once: neither this phone nor another gets a second PIN by it', async () => {
    const person = await service.person();
    const { token, phone } = await admitted(person);
    await choose(phone, token, '4831');
    const second = await choose(phone, token, '5927');
    expect([second.status, second.body.code]).toEqual([409, 'already-active']);
    const started = await service.browser().call('POST', '/api/authenticator/activation', { token });
    expect(started.body.code).toBe('link-used');
  });

  it('A11 X1: what a failure kept from being done after the choice is done when it is asked again', async () => {
    const person = await service.person();
    const { token, phone } = await admitted(person);
    const { send } = DynamoDBClient.prototype;
    const outage = vi.spyOn(DynamoDBClient.prototype, 'send');
    outage.mockImplementation(function (this: DynamoDBClient, command: never) {
      const { TableName } = (command as { input: { TableName?: string } }).input;
      if (TableName === 'audit-events') return Promise.reject(new Error('ServiceUnavailable'));
      return Reflect.apply(send, this, [command]);
    } as never);
    expect((await choose(phone, token, '4831')).status).toBe(503);
    outage.mockRestore();
    expect((await choose(phone, token, '4831')).body.code).toBe('already-active');
    expect(service.aws.sent.queued.at(-1)).toMatchObject({ template: 'phone-activated' });
    const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
    const own = Items.filter(({ subject }) => subject?.S === person.account.id).map(({ event }) => event?.S);
    expect(own.filter((event) => event === 'account.activated')).toHaveLength(1);
    const started = await service.browser().call('POST', '/api/authenticator/activation', { token });
    expect(started.body.code).toBe('link-used');
  });

  it('A11: of ten simultaneous choices one counts', async () => {
    const { token, phone } = await admitted(await service.person());
    const answers = await Promise.all(Array.from({ length: 10 }, () => choose(phone, token, '4831')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('A11: a phone that did not type the code cannot choose a PIN, not even with the link', async () => {
    const person = await service.person();
    const token = await person.link('activate');
    const { phone: stranger } = await admitted(await service.person());
    expect((await choose(stranger, token, '4831')).body.code).toBe('device-not-admitted');
    expect((await choose(testPhone(service.browser()), token, '4831')).status).toBe(401);
  });

  it('B4: a new phone takes the place of the old one; the identity stays', async () => {
    const person = await service.personWithPhone();
    const { token, phone } = await admitted(person, 'recover');
    expect((await person.phone.call('GET', '/api/authenticator/approvals')).status).toBe(200); // until the PIN is chosen
    expect((await choose(phone, token, '5927')).status).toBe(200);
    expect((await person.phone.call('GET', '/api/authenticator/approvals')).status).toBe(401);
    expect(await phone.approvals()).toEqual([]);
    expect((await dynamoDevices('devices').find(person.phone.deviceId ?? ''))?.status).toBe('revoked');
    expect(await account(person)).toMatchObject({ id: person.account.id, status: 'active', version: 3 });
    expect(service.aws.sent.queued.at(-1)).toMatchObject({
      template: 'phone-activated',
      to: { email: 'maelys@example.org' },
    });
  });
});
