import type { AddressRequest, AddressView } from '../../contracts/account.ts';
import type { Account, AccountChange } from '../../domain/account/account.ts';
import type { AccountIdentity } from '../../domain/account/account-identity.ts';
import { type FinishChangeDeps, finishChange } from '../../domain/account/finish-change.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { changedAttributes } from '../../domain/certificate-holder/four-attributes.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangeAddressDeps extends CitizenDeps, FinishChangeDeps {
  readonly personalData: PersonalData;
}

/**
 * PUT /api/account/address (C4, E6): what will be is recorded first, then the SIGNATURE certificates end, then the address is the
 * new one. The AUTHENTICATION certificate stays good. The same address again changes nothing.
 */
export async function changeAddress(
  request: HttpRequest<AddressRequest>,
  deps: ChangeAddressDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const interrupted = await finishChange(citizen.account, now, deps);
  const { account } = interrupted;
  const identity = await openIdentity(account, deps.personalData);
  const declared = { ...identity, address: body };
  const attributes = changedAttributes(identity, declared);
  if (attributes.length === 0) return { body: toView(body, interrupted.ended) };
  const intent = await begin(account, { identity: declared, attributes }, now, deps);
  const { ended } = await finishChange(intent, now, deps);
  return { body: toView(body, [...interrupted.ended, ...ended]) };
}

async function begin(
  account: Account,
  change: { readonly identity: AccountIdentity; readonly attributes: AccountChange['attributes'] },
  now: Date,
  deps: ChangeAddressDeps,
): Promise<Account> {
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, change.identity);
  const intent = await deps.changes.begin(account, {
    sealed,
    attributes: change.attributes,
    at: now.toISOString(),
  });
  if (intent !== undefined) return intent;
  throw new Refusal(
    'conflict',
    'account-changed',
    'Your identity was changed at the same time elsewhere. Look at it again, then repeat.',
    { next: ['try-again'] },
  );
}

const toView = (address: AddressRequest, ended: readonly string[]): AddressView => ({
  address,
  ended: [...ended],
});
