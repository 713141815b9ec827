import type { PinSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Notifications } from '../message/messenger.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';
import type { ShortSecretHash } from '../short-secret.ts';
import type { PinAttempt, Pins } from './pin-record.ts';
import { PinLockedNow, requirePin } from './require-pin.ts';

export interface OwnPinDeps {
  readonly issuer: string;
  readonly settings: PinSettings;
  readonly pins: Pins;
  readonly pinHash: ShortSecretHash;
  readonly personalData: PersonalData;
  readonly notifications: Notifications;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/** `requirePin` for a person who is told, once, when their code was locked (B4); so are the services that subscribed to it. */
export async function requireOwnPin(
  account: Account,
  pin: string,
  now: Date,
  deps: OwnPinDeps,
): Promise<PinAttempt> {
  try {
    return await requirePin(account.id, pin, { ...deps, tries: deps.settings.tries });
  } catch (error) {
    if (error instanceof PinLockedNow) await tellLocked(account, now, deps);
    throw error;
  }
}

async function tellLocked(account: Account, now: Date, deps: OwnPinDeps): Promise<void> {
  const { email } = await openIdentity(account, deps.personalData);
  await Promise.all([
    deps.audit.record({ event: 'pin.locked', subject: account.id, actor: 'citizen', at: now }),
    deps.notifications.enqueue({
      id: `pin-locked:${account.id}:${now.toISOString()}`,
      template: 'pin-locked',
      language: account.language,
      to: { email },
      data: { link: `${deps.issuer}/recover` },
    }),
    deps.messages.enqueue({
      kind: 'account-event',
      accountId: account.id,
      event: { type: 'account-disabled' },
      id: `pin-locked:${account.id}:${now.toISOString()}`,
      at: now.toISOString(),
    }),
  ]);
}
