import type { SmsSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import type { AccountHandles, Accounts } from '../account/accounts.ts';
import { unknownHolder } from '../approval/approval.ts';
import { phoneHintOf } from '../authorization-request/phone-hint.ts';
import type { Client } from '../client/client.ts';
import { fitsEnvironment, requireFittingNumber } from '../client/environment.ts';
import { personBehind } from '../id-token/person-hint.ts';
import type { Identify } from '../identifier/identify.ts';
import { UnknownUserId } from '../oauth-error/unknown-user-id.ts';
import { requireSignInNumber } from '../phone-number/require-sign-in-number.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { PersonHint } from './validate-backchannel-request.ts';

export interface HintedPersonDeps {
  readonly sms: SmsSettings;
  readonly identify: Identify;
  readonly handles: AccountHandles;
  readonly accounts: Accounts;
  readonly sealers: TokenSealers;
}

export interface HintedPerson {
  /** Undefined: nobody who could answer here, which nobody is told. */
  readonly account: Account | undefined;
  /** Whose question it is: the account's, or nobody's. */
  readonly holder: string;
  readonly phone?: string;
}

/** CIBA Core §7.2: the person of the hint. Throws `UnknownUserId` where it can be nobody's, and `Refusal` for a number that is none. */
export async function hintedPerson(
  hint: PersonHint,
  client: Client,
  deps: HintedPersonDeps,
): Promise<HintedPerson> {
  if ('idToken' in hint) return await personOf(hint.idToken, client, deps);
  const phone = numberOf(hint.phone, client, deps.sms);
  const handle = await deps.identify('phone', phone);
  const account = await usable(await deps.handles.accountOf(handle), client, deps);
  return { account, holder: account?.id ?? unknownHolder(handle), phone };
}

async function personOf(idToken: string, client: Client, deps: HintedPersonDeps): Promise<HintedPerson> {
  const accountId = await personBehind(idToken, client, deps.sealers);
  if (accountId === undefined) {
    throw new UnknownUserId(
      'id_token_hint must be an ID token of this provider for this client, made since it registered CIBA.',
    );
  }
  const account = await usable(accountId, client, deps);
  return { account, holder: account?.id ?? unknownHolder(accountId) };
}

function numberOf(loginHint: string, client: Client, { countries }: SmsSettings): string {
  const phone = requireSignInNumber(phoneHintOf(loginHint) ?? '', countries);
  requireFittingNumber(client, phone);
  return phone;
}

async function usable(
  accountId: string | undefined,
  client: Client,
  { accounts }: HintedPersonDeps,
): Promise<Account | undefined> {
  const account = await accounts.find(accountId ?? 'nobody'); // read also when there is none
  return account?.status === 'active' && fitsEnvironment(client, account) ? account : undefined;
}
