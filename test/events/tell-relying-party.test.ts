import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoApprovals } from '../../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoBackchannelRequests } from '../../lambdas/adapters/aws/dynamo-backchannel-requests.ts';
import { dynamoClientErrors } from '../../lambdas/adapters/aws/dynamo-client-errors.ts';
import { dynamoClients } from '../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../../lambdas/adapters/aws/dynamo-grants.ts';
import { dynamoSessionIds } from '../../lambdas/adapters/aws/dynamo-session-ids.ts';
import { dynamoSignalStreams } from '../../lambdas/adapters/aws/dynamo-signal-streams.ts';
import { dynamoToldMessages } from '../../lambdas/adapters/aws/dynamo-told-messages.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import { sqsRelyingPartyMessages } from '../../lambdas/adapters/aws/sqs-relying-party-messages.ts';
import { tokenSigners } from '../../lambdas/adapters/aws/token-signers.ts';
import { guardedDoor } from '../../lambdas/adapters/https/guarded-door.ts';
import { DEFAULT_RELYING_PARTIES } from '../../lambdas/contracts/settings.ts';
import type { QueuedMessage } from '../../lambdas/domain/relying-party-message/relying-party-message.ts';
import { tokenSealers } from '../../lambdas/domain/sealed-token/token-sealers.ts';
import { eventTypeOf } from '../../lambdas/domain/signals/event-types.ts';
import { tellRelyingParty } from '../../lambdas/events/tell-relying-party.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import {
  type BackChannelService,
  type Receiver,
  startBackChannel,
  startReceiver,
} from '../support/back-channel.ts';
import { Crash, failingAt } from '../support/failing-step.ts';
import type { PersonWithPhone } from '../support/sign-in.ts';

const settings = { ...DEFAULT_RELYING_PARTIES, allowsLoopback: true };
const REVOKED = { type: 'sessions-revoked' } as const;

let service: BackChannelService;
let receiver: Receiver;
beforeAll(async () => {
  service = await startBackChannel();
  receiver = await startReceiver();
});
afterAll(async () => {
  await receiver.stop();
  service.stop();
});
beforeEach(() => {
  receiver.arrived.length = 0;
  service.forget();
});

const deps = () => ({
  issuer: service.issuer,
  settings,
  clients: dynamoClients('clients'),
  consents: dynamoConsents('consents'),
  grants: dynamoGrants('grants'),
  sessionIds: dynamoSessionIds('grants'),
  approvals: dynamoApprovals('approvals'),
  backchannelRequests: dynamoBackchannelRequests('backchannel-requests'),
  streams: dynamoSignalStreams('signal-streams'),
  told: dynamoToldMessages('replays'),
  clientErrors: dynamoClientErrors('client-errors', settings, randomness),
  messages: sqsRelyingPartyMessages(process.env.RELYING_PARTY_MESSAGES_QUEUE ?? ''),
  signers: tokenSigners({ table: 'signing-keys', wrappingKey: 'token-keys' }),
  subjectSecret: deploymentSecret('subjects'),
  entrusted: tokenSealers(deploymentSecret('entrusted'), randomness),
  door: guardedDoor(settings),
});

const message = (person: PersonWithPhone, changes: object): QueuedMessage =>
  ({
    accountId: person.account.id,
    id: crypto.randomUUID(),
    at: new Date().toISOString(),
    ...changes,
  }) as QueuedMessage;

let count = 0;
/** A client with a stream and a logout address, where this person is signed in. */
async function signedIn(): Promise<{
  readonly person: PersonWithPhone;
  readonly clientId: string;
  readonly token: string;
}> {
  count += 1;
  const clientId = `told-${count}`;
  await service.ciba({ client_id: clientId, backchannel_logout_uri: `${receiver.origin}/logout` });
  await deps().streams.create({
    clientId,
    streamId: `stream-${count}`,
    eventsRequested: [eventTypeOf(REVOKED)],
    endpoint: `${receiver.origin}/events`,
    status: 'enabled',
    held: [],
  });
  const person = await service.personWithPhone();
  const id = await service.ask(clientId, person);
  await service.decide(person, 'approve');
  return { person, clientId, token: (await service.poll(clientId, id)).body.access_token };
}

describe('a crash between any two steps', () => {
  it('B9: of spreading what happened: delivered again, every relying party is told once in effect, and tokens are dead', async () => {
    const verbs = {
      consents: ['of'],
      grants: ['ofConsent', 'revoke'],
      messages: ['enqueue'],
      told: ['has', 'keep'],
    };
    for (const step of [1, 2, 3, 4, 5, 6, 7]) {
      receiver.arrived.length = 0;
      const { person, token } = await signedIn();
      const happened = message(person, { kind: 'account-event', event: REVOKED });
      const failing = failingAt(deps(), verbs, step).deps;
      await expect(tellRelyingParty(happened, 1, new Date(), failing)).rejects.toThrow(Crash);
      await tellRelyingParty(happened, 2, new Date(), deps());
      await service.deliver();
      expect(receiver.arrived.map(({ path }) => path).sort()).toEqual(['/events', '/logout']);
      const userinfo = await fetch(`${service.issuer}/oauth/userinfo`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(userinfo.status).toBe(401);
    }
  });

  it('B9: after a delivery, before it is remembered: it goes out again, the same event under the same jti', async () => {
    const { person, clientId } = await signedIn();
    const event = message(person, { kind: 'security-event', clientId, event: REVOKED });
    const failing = failingAt(deps(), { told: ['keep'] }, 1).deps;
    await expect(tellRelyingParty(event, 1, new Date(), failing)).rejects.toThrow(Crash);
    await tellRelyingParty(event, 2, new Date(), deps());
    const payloads = receiver.arrived.map(({ body }) => body.split('.')[1]);
    expect(payloads).toHaveLength(2);
    expect(new Set(payloads).size).toBe(1);
  });

  it('B9: while what was held is sent: nothing is lost, the order stays', async () => {
    const { person, clientId } = await signedIn();
    const { streams } = deps();
    await streams.setStatus(clientId, `stream-${count}`, 'paused', undefined);
    const ids = ['first', 'second', 'third'].map((name) => `${name}-${clientId}`);
    for (const id of ids) {
      await tellRelyingParty(
        message(person, { kind: 'security-event', clientId, event: REVOKED, id }),
        1,
        new Date(),
        deps(),
      );
    }
    await streams.setStatus(clientId, `stream-${count}`, 'enabled', undefined);
    const resumed = message(person, { kind: 'stream-resumed', clientId });
    const failing = failingAt(deps(), { streams: ['release'] }, 2).deps;
    await expect(tellRelyingParty(resumed, 1, new Date(), failing)).rejects.toThrow(Crash);
    await tellRelyingParty(resumed, 2, new Date(), deps());
    const jtis = receiver.arrived.map(
      ({ body }) => JSON.parse(Buffer.from(body.split('.')[1] ?? '', 'base64url').toString()).jti as string,
    );
    expect(jtis).toHaveLength(4);
    expect([...new Set(jtis)]).toHaveLength(3);
    expect(jtis[1]).toBe(jtis[2]); // sent, not yet taken away, sent again
    expect((await streams.find(clientId))?.held).toEqual([]);
  });
});

describe('what a paused stream holds', () => {
  it('B9: fifty events at once are all held; as many as may, and not more', async () => {
    const { person, clientId } = await signedIn();
    const { streams } = deps();
    await streams.setStatus(clientId, `stream-${count}`, 'paused', undefined);
    const held = (id: string) => ({
      id,
      accountId: person.account.id,
      event: REVOKED,
      at: new Date().toISOString(),
    });
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, n) => streams.hold(clientId, held(`h${n}`))),
    );
    expect(new Set(outcomes)).toEqual(new Set(['held']));
    expect((await streams.find(clientId))?.held).toHaveLength(50);
    for (let n = 50; n < 500; n += 1) await streams.hold(clientId, held(`h${n}`));
    expect(await streams.hold(clientId, held('one too many'))).toBe('full');
  });
});
