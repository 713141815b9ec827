import type { SignInSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import type { Approval } from '../approval/approval.ts';
import type { Approvals } from '../approval/approvals.ts';
import { openQuestion } from '../approval/open-question.ts';
import type { Client } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import type { Notifications } from '../message/messenger.ts';
import { BackchannelDenied } from '../oauth-error/backchannel-denied.ts';
import { TooManyRequests } from '../oauth-error/too-many-requests.ts';
import { UnknownUserId } from '../oauth-error/unknown-user-id.ts';
import type { PersonaApprovals } from '../persona/persona.ts';
import type { Randomness } from '../randomness.ts';
import { type HintedPersonDeps, hintedPerson } from './hinted-person.ts';
import type { ValidBackchannelRequest } from './validate-backchannel-request.ts';

export interface AskPhoneDeps extends HintedPersonDeps {
  readonly issuer: string;
  readonly settings: SignInSettings;
  readonly approvals: Approvals;
  readonly notifications: Notifications;
  readonly personaApprovals: PersonaApprovals;
  readonly randomness: Randomness;
}

/** Whom a request asks; without `account` nobody, in the same way (X2). */
export interface Asked {
  readonly approval: Approval;
  /** Where the hint was the number; else the notifier finds it. */
  readonly phone: string | undefined;
  readonly account: Account | undefined;
}

/**
 * Puts the question to the phone of whoever is hinted at. Any number that could be somebody's is answered alike: one without an
 * identity, or with one that cannot be used here, gets a question that nobody can answer, and its end by time (CIBA Core §13 leaves
 * `unknown_user_id` to the provider).
 */
export async function askPhone(
  { ask, hint, bindingMessage, lifetimeSeconds, notificationToken }: ValidBackchannelRequest,
  client: Client,
  asker: { readonly address: string; readonly now: Date },
  deps: AskPhoneDeps,
): Promise<Asked> {
  const { account, holder, phone } = await hintedPerson(hint, client, deps).catch(asRegistered);
  const question = openQuestion(ask, holder, {
    ...asker,
    randomness: deps.randomness,
    lifetimeSeconds,
    ...(bindingMessage !== undefined && { bindingMessage }),
  });
  const backchannel = notificationToken === undefined ? 'poll' : 'ping';
  const approval = await deps.approvals
    .ask({ ...question, backchannel }, deps.settings.approvalsPerNumber, asker.now)
    .catch(asRegistered);
  return { approval, phone, account };
}

/** Wakes the phone: a real one by Web Push, else by SMS, a persona's by its queue. For nobody a message without address is queued. */
export async function wakePhone(
  { approval, phone, account }: Asked,
  client: Client,
  deps: AskPhoneDeps,
): Promise<void> {
  if (account?.persona !== undefined) {
    return deps.personaApprovals.enqueue({ approval: approval.id, accountId: account.id });
  }
  await deps.notifications.enqueue({
    id: `backchannel-request:${approval.id}`,
    template: 'backchannel-request',
    language: account?.language ?? 'en',
    to: account === undefined ? {} : { account: account.id, ...(phone !== undefined && { phone }) },
    data: { client: client.client_name, link: `${deps.issuer}/app` },
    until: approval.validUntil,
  });
}

/** What our own pages would be told, as errors of CIBA Core §13. */
export function asRegistered(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  const { retryAfterSeconds } = error.details;
  if (retryAfterSeconds !== undefined) throw new TooManyRequests(retryAfterSeconds);
  if (error.kind === 'forbidden') throw new BackchannelDenied(error.message);
  throw new UnknownUserId(
    'login_hint must be a mobile number in E.164, of a country that is served; in a form its + is written %2B.',
  );
}
