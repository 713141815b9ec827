import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Notifications } from '../message/messenger.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export interface TellHolderDeps {
  readonly issuer: string;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly notifications: Notifications;
}

/** Writes to a person about something done in their name; the same `id` is sent once. */
export async function tellHolder(
  account: Account,
  told: {
    readonly id: string;
    readonly template: string;
    /** Page of the app. */
    readonly page: string;
    readonly data?: Readonly<Record<string, string>>;
  },
  deps: TellHolderDeps,
): Promise<void> {
  const { email } = await openIdentity(account, deps.personalData);
  await deps.notifications.enqueue({
    id: told.id,
    template: told.template,
    language: account.language,
    to: { email },
    data: { ...told.data, link: deps.issuer + told.page },
  });
}
