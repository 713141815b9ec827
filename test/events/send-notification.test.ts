import type { SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoPushSubscriptions } from '../../lambdas/adapters/aws/dynamo-push-subscriptions.ts';
import type { Notification } from '../../lambdas/domain/message/messenger.ts';
import { type PushService, startPushService } from '../support/push-service.ts';
import { callsOf, openPage } from '../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../support/sign-in.ts';

let service: SignInService;
let pushService: PushService;
let notifier: typeof import('../../lambdas/functions/notifier.ts')['handler'];
const subscriptions = dynamoPushSubscriptions('push-subscriptions');

beforeAll(async () => {
  service = await startSignInService();
  pushService = await startPushService();
  process.env.MAIL_FROM = JSON.stringify('Guichet <no-reply@guichet.test>');
  notifier = (await import('../../lambdas/functions/notifier.ts')).handler;
  await service.register({ client_id: 'rp' });
});
afterAll(() => {
  pushService.stop();
  service.stop();
});
beforeEach(() => {
  pushService.behave(undefined);
  pushService.pushed.length = 0;
  pushService.statuses.length = 0;
  service.aws.sent.texts.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

const PATH = '/api/authenticator/push-subscription';

/** A person whose phone takes pushes. */
async function subscribed(): Promise<PersonWithPhone> {
  const person = await service.personWithPhone();
  const { body } = await person.phone.call<{ applicationServerKey: string }>('GET', PATH);
  const endpoint = pushService.subscribe(body.applicationServerKey);
  expect((await person.phone.call('PUT', PATH, { endpoint })).status).toBe(204);
  service.aws.sent.texts.length = 0; // of the activation
  return person;
}

/** What asking this person's phone puts on the queue. */
async function asking(person: PersonWithPhone): Promise<Notification> {
  const page = await openPage(service);
  await page.post('phone', { phone: person.identity.phone_number });
  return service.aws.sent.queued.at(-1) as Notification;
}

const deliver = (...notifications: readonly Notification[]) =>
  notifier({
    Records: notifications.map((notification, at) => ({
      messageId: String(at),
      body: JSON.stringify(notification),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  } as unknown as SQSEvent);

const NONE_FAILED = { batchItemFailures: [] };
const textsTo = (person: PersonWithPhone) =>
  service.aws.sent.texts.filter(({ to }) => to === person.identity.phone_number);

describe('a phone that takes pushes', () => {
  it('B3: is woken by its push service, signed by our key (RFC 8292), without content, and by no text message', async () => {
    service.advance(0);
    const person = await subscribed();
    const notification = await asking(person);
    service.advance(30);
    expect(await deliver(notification)).toEqual(NONE_FAILED);
    expect(pushService.pushed).toMatchObject([{ ttl: '150', urgency: 'high', topic: 'approval', body: '' }]);
    expect(pushService.pushed[0]?.claims).toMatchObject({ aud: pushService.origin, sub: service.issuer });
    expect(service.aws.sent.texts).toEqual([]);
  });

  it('B3: pushes to many cost no signature each, two reads and a write', async () => {
    const people = [await subscribed(), await subscribed(), await subscribed()];
    const notifications: Notification[] = [];
    for (const person of people) notifications.push(await asking(person));
    await deliver(notifications[0] as Notification);
    const calls = await callsOf(service, () => deliver(...notifications.slice(1)));
    expect(pushService.statuses).toEqual([201, 201, 201]);
    expect(calls).toEqual({ 'DynamoDB.GetItem': 4, 'DynamoDB.PutItem': 2 }); // two reads and a write each (docs/costs.md)
  });

  it('B3: is woken once, however often the queue delivers', async () => {
    const notification = await asking(await subscribed());
    await deliver(notification);
    await deliver(notification);
    expect(pushService.pushed).toHaveLength(1);
  });

  it.each([404, 410])(
    'B3: that its push service no longer knows (%i) gets a text message, and is forgotten (RFC 8030 §7.3)',
    async (status) => {
      const person = await subscribed();
      pushService.behave(status);
      expect(await deliver(await asking(person))).toEqual(NONE_FAILED);
      expect(textsTo(person)).toMatchObject([{ text: expect.stringContaining('Tax service') }]);
      expect(await subscriptions.of(person.account.id)).toBeUndefined();
      pushService.behave(undefined);
      await deliver(await asking(person));
      expect(pushService.pushed).toEqual([]);
      expect(textsTo(person)).toHaveLength(2);
    },
  );

  it.each([301, 400, 401, 403, 413, 429, 500, 503])(
    'B3: whose push service answers %i gets a text message, and stays subscribed',
    async (status) => {
      const person = await subscribed();
      pushService.behave(status);
      expect(await deliver(await asking(person))).toEqual(NONE_FAILED);
      expect(textsTo(person)).toHaveLength(1);
      expect(await subscriptions.of(person.account.id)).toBeDefined();
    },
  );

  it('B3: whose push service does not answer in time gets a text message', async () => {
    const person = await subscribed();
    pushService.behave('silent');
    expect(await deliver(await asking(person))).toEqual(NONE_FAILED);
    expect(textsTo(person)).toHaveLength(1);
  });

  it('B3: one silent push service does not keep others waiting', async () => {
    const [silent, other] = [await subscribed(), await service.personWithPhone()];
    service.aws.sent.texts.length = 0;
    const notifications = [await asking(silent), await asking(other)];
    pushService.behave('silent');
    const delivered = deliver(...notifications);
    await vi.waitFor(() => expect(textsTo(other)).toHaveLength(1), { timeout: 30_000 });
    pushService.release(503);
    await delivered;
    expect(service.aws.sent.texts.map(({ to }) => to)).toEqual(
      [other, silent].map(({ identity }) => identity.phone_number),
    );
  });
});

describe('who is told, and who is not', () => {
  it('B3: a phone without a subscription gets a text message', async () => {
    const person = await service.personWithPhone();
    await deliver(await asking(person));
    expect(textsTo(person).at(-1)?.text).toContain('Tax service');
    expect(pushService.pushed).toEqual([]);
  });

  it('B3: nobody is told of what is over, by push or text', async () => {
    service.advance(0);
    const notification = await asking(await subscribed());
    service.advance(181);
    expect(await deliver(notification)).toEqual(NONE_FAILED);
    expect(pushService.pushed).toEqual([]);
    expect(service.aws.sent.texts).toEqual([]);
  });

  it('B9: CIBA Core §7.1: what names an account alone goes to its phone, by push, else by text message', async () => {
    const message = (person: Pick<PersonWithPhone, 'account'>): Notification => ({
      id: `backchannel-request:${person.account.id}`,
      template: 'backchannel-request',
      language: 'en',
      to: { account: person.account.id },
      data: { client: 'Tax service', link: 'https://id.example/app' },
      until: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const [pushed, texted] = [await subscribed(), await service.personWithPhone()];
    service.aws.sent.texts.length = 0;
    expect(await deliver(message(pushed), message(texted))).toEqual(NONE_FAILED);
    expect(pushService.pushed).toHaveLength(1);
    expect(textsTo(pushed)).toEqual([]);
    expect(textsTo(texted)).toMatchObject([{ text: expect.stringContaining('Tax service') }]);
    const suspended = await service.person({ status: 'suspended' });
    service.aws.sent.texts.length = 0;
    expect(await deliver(message(suspended))).toEqual(NONE_FAILED);
    expect(service.aws.sent.texts).toEqual([]);
  });

  it('X2: for a number of nobody the message on the queue leads nowhere', async () => {
    const page = await openPage(service);
    await page.post('phone', { phone: '+33699999997' });
    const reads = service.aws.calls.get('DynamoDB.GetItem') ?? 0;
    expect(await deliver(service.aws.sent.queued.at(-1) as Notification)).toEqual(NONE_FAILED);
    expect((service.aws.calls.get('DynamoDB.GetItem') ?? 0) - reads).toBe(1); // whether it was sent before
    expect([...service.aws.sent.texts, ...pushService.pushed]).toEqual([]);
  });

  it('B3: what is no message is given back to the queue, and the others are sent', async () => {
    const person = await service.personWithPhone();
    service.aws.sent.texts.length = 0;
    const notification = await asking(person);
    const unknown = { ...notification, id: 'other', template: 'none' };
    expect(await deliver(unknown, notification)).toEqual({ batchItemFailures: [{ itemIdentifier: '0' }] });
    expect(textsTo(person)).toHaveLength(1);
  });
});
