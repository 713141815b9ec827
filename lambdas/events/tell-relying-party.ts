import type { RelyingPartySettings } from '../contracts/settings.ts';
import { type SendPingDeps, sendPing } from '../domain/backchannel-authentication/send-ping.ts';
import type { ClientErrors } from '../domain/client-errors/client-errors.ts';
import { type SendLogoutDeps, sendLogout } from '../domain/logout-token/send-logout.ts';
import { retryDelaySeconds } from '../domain/move/retry-delay.ts';
import { NotYet, Undelivered } from '../domain/relying-party-message/deliver.ts';
import { messageJti } from '../domain/relying-party-message/message-jti.ts';
import type { QueuedMessage, ToldMessages } from '../domain/relying-party-message/relying-party-message.ts';
import { type SendEventDeps, sendEvent, sendHeld, sendVerification } from '../domain/signals/send-event.ts';
import { type SpreadEventDeps, spreadEvent } from '../domain/signals/spread-event.ts';

export interface TellRelyingPartyDeps extends SendPingDeps, SendLogoutDeps, SendEventDeps, SpreadEventDeps {
  readonly settings: RelyingPartySettings;
  readonly told: ToldMessages;
  readonly clientErrors: ClientErrors;
}

/**
 * One attempt to tell a relying party. Told once in effect: what was told is remembered after it was. The last attempt that fails is
 * written down for the relying party's own people, and ends the message.
 *
 * @param attempt the first is 1
 * @throws NotYet when it is to come again
 */
export async function tellRelyingParty(
  message: QueuedMessage,
  attempt: number,
  now: Date,
  deps: TellRelyingPartyDeps,
): Promise<void> {
  if (await deps.told.has(message.id)) return;
  try {
    await tell(message, attempt, now, deps);
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error;
    if (error.again && attempt < deps.settings.attempts) {
      throw new NotYet(error.message, delaySeconds(message, attempt));
    }
    await giveUp(message, error, now, deps);
  }
  await deps.told.keep(message.id, now);
}

function tell(message: QueuedMessage, attempt: number, now: Date, deps: TellRelyingPartyDeps): Promise<void> {
  switch (message.kind) {
    case 'logout':
      return sendLogout(message, messageJti(message.id, attempt), now, deps);
    case 'ciba-ping':
      return sendPing(message, now, deps);
    case 'account-event':
      return spreadEvent(message, now, deps);
    case 'security-event':
      return sendEvent(message, now, deps);
    case 'stream-verification':
      return sendVerification(message, now, deps);
    case 'stream-resumed':
      return sendHeld(message, now, deps);
    default:
      throw new Error('A message of no kind that is known.');
  }
}

/** A ping is of use for minutes only: seconds apart, each twice as long. */
const delaySeconds = ({ kind }: QueuedMessage, attempt: number): number =>
  kind === 'ciba-ping' ? 2 ** attempt : retryDelaySeconds(attempt);

async function giveUp(
  message: QueuedMessage,
  { destination, message: sentence }: Undelivered,
  now: Date,
  deps: TellRelyingPartyDeps,
): Promise<void> {
  if (message.kind === 'account-event') return;
  if (message.kind === 'stream-resumed') await deps.streams.discardHeld(message.clientId);
  await deps.clientErrors.record({
    clientId: message.clientId,
    endpoint: destination,
    code: 'not_delivered',
    sentence: `A message of the kind ${message.kind} could not be delivered. ${sentence}`,
    requestId: messageJti(message.id),
    at: now,
  });
}
