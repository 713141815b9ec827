import type { OneTimeCodeSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import type { AccountHandles } from '../account/accounts.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Identify } from '../identifier/identify.ts';
import type { IssuedCode, OneTimeCodes } from '../one-time-code/one-time-codes.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Limit, SendQuotas } from '../send-quota/send-quotas.ts';
import { type ContactKind, contactsOf } from './contact.ts';
import { contactCodeOwner, requireOther } from './contact-code.ts';

export interface AskContactCodeDeps {
  readonly codeSettings: OneTimeCodeSettings;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly identify: Identify;
  readonly handles: AccountHandles;
  readonly codes: Pick<OneTimeCodes, 'issue'>;
  readonly quotas: SendQuotas;
}

/** A code for a new address or number, and whether another identity has it: then its owner is told so, and the code is sent to nobody. */
export interface ContactCode {
  readonly issued: IssuedCode;
  readonly isTaken: boolean;
}

/**
 * Makes the code that is to be sent to a new address or number, within its limits; in the same steps for one that is taken (X2).
 *
 * @param value normalised: lower case, E.164
 * @throws Refusal unprocessable `contact-unchanged`; too-many
 */
export async function askContactCode(
  account: Account,
  { kind, value, limitsOf }: AskedContact,
  now: Date,
  deps: AskContactCodeDeps,
): Promise<ContactCode> {
  requireOther(kind, value, contactsOf(await openIdentity(account, deps.personalData))[kind]);
  const handle = await deps.identify(kind, value);
  await deps.quotas.take(limitsOf(handle), now);
  const owner = contactCodeOwner(account.id, kind, handle);
  const issued = await deps.codes.issue({ ...owner, ...deps.codeSettings[kind], now });
  return { issued, isTaken: (await deps.handles.accountOf(handle)) !== undefined };
}

interface AskedContact {
  readonly kind: ContactKind;
  readonly value: string;
  readonly limitsOf: (handle: string) => Limit[];
}
