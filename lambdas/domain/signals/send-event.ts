import type { Client, Clients } from '../client/client.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import { deliver, NotYet, Undelivered } from '../relying-party-message/deliver.ts';
import { messageJti } from '../relying-party-message/message-jti.ts';
import type { QueuedMessage } from '../relying-party-message/relying-party-message.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { signJws } from '../signer/signer.ts';
import type { TokenSigners } from '../signing-key/token-signers.ts';
import { eventMembers, eventTypeOf, VERIFICATION_EVENT } from './event-types.ts';
import { SECURITY_EVENT_TYPE, type SubjectIdentifier, securityEventClaims } from './security-event-token.ts';
import type { HeldEvent, SignalStream, SignalStreams } from './signal-stream.ts';

export interface SendEventDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly streams: SignalStreams;
  /** Of what relying parties entrusted to us. */
  readonly entrusted: TokenSealers;
  readonly signers: TokenSigners;
  readonly subjectSecret: () => Promise<Uint8Array>;
  readonly door: GuardedDoor;
}

type MessageOf<Kind extends QueuedMessage['kind']> = Extract<QueuedMessage, { readonly kind: Kind }>;

interface Receiver {
  readonly client: Client;
  readonly stream: SignalStream;
}

/**
 * One event for one stream, as its status says (SSF §8.1.2.1): enabled, it goes out; paused, it is held; disabled, it is dropped.
 * Behind what is held it waits too, so that the order stays.
 *
 * @throws Undelivered, NotYet
 */
export async function sendEvent(
  message: MessageOf<'security-event'>,
  now: Date,
  deps: SendEventDeps,
): Promise<void> {
  const receiver = await receiverOf(message.clientId, deps);
  if (receiver === undefined || receiver.stream.status === 'disabled') return;
  const { stream } = receiver;
  if (!stream.eventsRequested.includes(eventTypeOf(message.event))) return;
  if (stream.status === 'enabled' && stream.held.length === 0) return push(receiver, message, now, deps);
  if (!stream.held.some(({ id }) => id === message.id)) await hold(message, deps.streams);
  if (stream.status === 'enabled') await sendHeld(message, now, deps);
}

async function hold(
  { clientId, id, accountId, event, at }: MessageOf<'security-event'>,
  streams: SignalStreams,
): Promise<void> {
  const outcome = await streams.hold(clientId, { id, accountId, event, at });
  if (outcome === 'passed') throw new NotYet('The stream was enabled meanwhile.', 1);
  if (outcome === 'full') {
    throw new Undelivered('delivery.endpoint_url', 'The stream is paused, and as much waits as may.', false);
  }
}

/** The stream is enabled again: what waits goes out in the order it happened, each taken away once it was delivered. */
export async function sendHeld(
  { clientId }: { readonly clientId: string },
  now: Date,
  deps: SendEventDeps,
): Promise<void> {
  for (;;) {
    const receiver = await receiverOf(clientId, deps);
    const [first] = receiver?.stream.status === 'enabled' ? receiver.stream.held : [];
    if (receiver === undefined || first === undefined) return;
    await push(receiver, first, now, deps);
    await deps.streams.release(clientId, first.id);
  }
}

/** SSF §8.1.4.1: the subject is the stream, `state` comes back as it was given. */
export async function sendVerification(
  { clientId, streamId, state, id, at }: MessageOf<'stream-verification'>,
  now: Date,
  deps: SendEventDeps,
): Promise<void> {
  const receiver = await receiverOf(clientId, deps);
  if (receiver?.stream.streamId !== streamId || receiver.stream.status !== 'enabled') return;
  const event = {
    subject: { format: 'opaque', id: streamId },
    type: VERIFICATION_EVENT,
    members: { ...(state !== undefined && { state }) },
  } as const;
  await post(receiver, { ...event, jti: messageJti(id), at }, now, deps);
}

async function receiverOf(clientId: string, deps: SendEventDeps): Promise<Receiver | undefined> {
  const [client, stream] = await Promise.all([deps.clients.find(clientId), deps.streams.find(clientId)]);
  return client?.status === 'active' && stream !== undefined ? { client, stream } : undefined;
}

async function push(
  receiver: Receiver,
  { id, accountId, event, at }: HeldEvent,
  now: Date,
  deps: SendEventDeps,
): Promise<void> {
  const sub = pairwiseSubject(await deps.subjectSecret(), sectorOf(receiver.client), accountId);
  const told = {
    subject: { format: 'iss_sub', iss: deps.issuer, sub },
    type: eventTypeOf(event),
    members: eventMembers(event),
  } as const;
  await post(receiver, { ...told, jti: messageJti(id), at }, now, deps);
}

interface Told {
  readonly subject: SubjectIdentifier;
  readonly type: string;
  readonly members: Readonly<Record<string, string>>;
  readonly jti: string;
  readonly at: string;
}

/** RFC 8935 §2.1. */
async function post({ client, stream }: Receiver, told: Told, now: Date, deps: SendEventDeps): Promise<void> {
  const signer = await deps.signers(client.id_token_signed_response_alg, now);
  const claims = securityEventClaims({ issuer: deps.issuer, audience: client.client_id, ...told });
  const authorization = await authorizationOf(stream, deps.entrusted);
  await deliver(
    'delivery.endpoint_url',
    stream.endpoint,
    {
      headers: {
        'content-type': 'application/secevent+jwt',
        accept: 'application/json',
        ...(authorization !== undefined && { authorization }),
      },
      body: await signJws(signer, { typ: SECURITY_EVENT_TYPE }, claims),
    },
    deps.door,
  );
}

async function authorizationOf(
  { authorization }: SignalStream,
  entrusted: TokenSealers,
): Promise<string | undefined> {
  if (authorization === undefined) return undefined;
  const opened = (await entrusted('stream-authorization')).open<{ readonly header: string }>(authorization);
  if (opened === undefined) throw new Error('The authorization of a stream cannot be opened.');
  return opened.header;
}
