import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoPushSubscriptions } from '../../../lambdas/adapters/aws/dynamo-push-subscriptions.ts';
import type { PushSubscriptionView } from '../../../lambdas/contracts/authenticator.ts';
import { testPhone } from '../../support/phone.ts';
import { publicKeyOf } from '../../support/push-service.ts';
import {
  activationCodeFor,
  type PersonWithPhone,
  type SignInService,
  startSignInService,
} from '../../support/sign-in.ts';

const PATH = '/api/authenticator/push-subscription';
const ENDPOINT = 'https://push.example/send/one';

let service: SignInService;
const subscriptions = dynamoPushSubscriptions('push-subscriptions');
beforeAll(async () => {
  service = await startSignInService();
});
afterAll(() => service.stop());

const show = async ({ phone }: PersonWithPhone) => {
  const { status, body } = await phone.call<PushSubscriptionView>('GET', PATH);
  expect(status).toBe(200);
  return body;
};
const keep = ({ phone }: Pick<PersonWithPhone, 'phone'>, endpoint = ENDPOINT) =>
  phone.call('PUT', PATH, { endpoint });

/** The same person on a new phone. */
async function moved(person: PersonWithPhone): Promise<PersonWithPhone> {
  const phone = testPhone(service.browser());
  const token = await person.link('recover');
  const code = await activationCodeFor(service, person, token);
  expect((await phone.activate(token, code, '5937')).status).toBe(200);
  return { ...person, phone };
}

describe('where a phone is woken', () => {
  it('B3: a phone learns the key, gives its address, and takes it back', async () => {
    const person = await service.personWithPhone();
    const before = await show(person);
    expect(before.subscribed).toBe(false);
    expect(publicKeyOf(before.applicationServerKey)).toMatchObject({ kty: 'EC', crv: 'P-256' });
    expect((await keep(person)).status).toBe(204);
    expect(await show(person)).toEqual({ ...before, subscribed: true });
    expect((await person.phone.call('DELETE', PATH)).status).toBe(204);
    expect(await show(person)).toEqual(before);
    expect((await person.phone.call('DELETE', PATH)).status).toBe(204);
  });

  it('B3: the address does not stand in the tables', async () => {
    const person = await service.personWithPhone();
    await keep(person);
    const kept = await subscriptions.of(person.account.id);
    expect(kept).toMatchObject({ accountId: person.account.id, deviceId: person.phone.deviceId });
    expect(JSON.stringify(kept)).not.toMatch(/push\.example|https/);
  });

  it('B3: without the proof of the phone nothing is shown, kept or removed', async () => {
    const person = await service.personWithPhone();
    await keep(person);
    const stranger = service.browser();
    const answers = [
      await stranger.call('GET', PATH),
      await stranger.call('PUT', PATH, { endpoint: 'https://elsewhere.example/a' }),
      await stranger.call('DELETE', PATH),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect((await show(person)).subscribed).toBe(true);
  });

  it.each([
    ['plain http', { endpoint: 'http://push.example/a' }, 422],
    ['no address', {}, 400],
    ['more than an address', { endpoint: ENDPOINT, keys: { auth: 'x' } }, 400],
    ['an address without end', { endpoint: `https://push.example/${'a'.repeat(2048)}` }, 400],
  ])('B3: refuses %s', async (_name, body, status) => {
    const person = await service.personWithPhone();
    expect((await person.phone.call('PUT', PATH, body)).status).toBe(status);
    expect((await show(person)).subscribed).toBe(false);
  });

  it('B4: a phone that was replaced is woken no more, and cannot become so again', async () => {
    const person = await service.personWithPhone();
    await keep(person);
    const next = await moved(person);
    expect(await subscriptions.of(person.account.id)).toBeUndefined();
    expect((await keep(person)).status).toBe(401);
    expect(await subscriptions.of(person.account.id)).toBeUndefined();
    expect((await keep(next)).status).toBe(204);
    expect((await show(next)).subscribed).toBe(true);
  });

  it('X1: the person reads in the trail when it was turned on and off', async () => {
    const person = await service.personWithPhone();
    await keep(person);
    await person.phone.call('DELETE', PATH);
    await person.phone.call('DELETE', PATH); // nothing happened: nothing is told
    const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
    const events = Items.map((item) => fromItem<{ event: string; subject: string; at: string }>(item))
      .filter(({ event, subject }) => subject === person.account.id && event.startsWith('push.'))
      .map(({ event }) => event);
    expect(events.sort()).toEqual(['push.subscribed', 'push.unsubscribed']);
  });
});
