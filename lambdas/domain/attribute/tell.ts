import type { Account } from '../account/account.ts';
import type { AccountIdentity } from '../account/account-identity.ts';
import type { Accounts } from '../account/accounts.ts';
import type { BoxItemContent, BoxItems, Folder } from '../box/box-items.ts';
import type { Notifications } from '../message/messenger.ts';
import { fill } from '../message/template.ts';
import { TEMPLATES } from '../message/templates.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export interface TellDeps {
  readonly boxItems: BoxItems;
  readonly notifications: Notifications;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly accounts: Pick<Accounts, 'find'>;
  /** Public origin, for links in e-mails. */
  readonly issuer: string;
}

export interface Told {
  /** Names the occurrence: told again, it is told once. */
  readonly id: string;
  readonly at: Date;
  readonly template:
    | 'attribute-request-signed'
    | 'attribute-issued'
    | 'attribute-refused'
    | 'attribute-revoked';
  readonly organisation: string;
  /** Page of the app, `/organisation/…`. */
  readonly page: string;
}

/** Puts a notice into a person's box and writes an e-mail; nobody there (any more) is no failure. */
export async function tell(accountId: string, told: Told, deps: TellDeps): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (account === undefined) return;
  const data = { organisation: told.organisation, link: deps.issuer + told.page };
  await putInBox(account, 'notices', { ...told, content: noticeOf(account, told) }, deps);
  const { sealed, wrappedKey } = account;
  const { email } = await deps.personalData.open<AccountIdentity>(account.id, wrappedKey, sealed);
  const { id, template } = told;
  await deps.notifications.enqueue({ id, template, language: account.language, to: { email }, data });
}

/** Keeps something in one folder of a person's box, once. */
export async function putInBox(
  account: Account,
  folder: Folder,
  { id, at, content }: { readonly id: string; readonly at: Date; readonly content: BoxItemContent },
  { boxItems, personalData }: Pick<TellDeps, 'boxItems' | 'personalData'>,
): Promise<void> {
  const arrivedAt = at.toISOString();
  await boxItems.keep({
    boxId: account.id,
    itemId: `${arrivedAt}#${id}`,
    folder,
    kind: folder === 'safe' ? 'document' : 'notice',
    arrivedAt,
    sealed: await personalData.seal(account.id, account.wrappedKey, content),
  });
}

/** The e-mail's words, without greeting lines and link: the box has a button of its own. */
function noticeOf({ language }: Account, { template, organisation, page }: Told): BoxItemContent {
  const text = TEMPLATES[template]?.[language];
  const lines = (text?.text ?? '').split(/\n{2,}/).filter((paragraph) => !paragraph.includes('{link}'));
  return {
    title: fill(text?.subject ?? '', { organisation }),
    text: fill(lines.join('\n\n'), { organisation }),
    from: organisation,
    link: page,
    files: [],
  };
}
