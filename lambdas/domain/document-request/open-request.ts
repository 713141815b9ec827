import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { fromBase64 } from '../signed-document/digest.ts';
import type { Asked, Decided, DocumentRequest } from './document-request.ts';

export interface SealedDeps {
  readonly personalData: Pick<PersonalData, 'open'>;
}

/** What was asked. */
export const openAsked = (
  request: DocumentRequest,
  owner: Account,
  { personalData }: SealedDeps,
): Promise<Asked> => personalData.open<Asked>(owner.id, owner.wrappedKey, request.sealed);

/** What became of it. */
export async function openDecided(
  request: DocumentRequest,
  owner: Account,
  { personalData }: SealedDeps,
): Promise<Decided> {
  if (request.outcome === undefined) return {};
  return personalData.open<Decided>(owner.id, owner.wrappedKey, request.outcome);
}

/** The signed document as it is kept; undefined when none was issued. */
export async function openSigned(
  request: DocumentRequest,
  owner: Account,
  deps: SealedDeps,
): Promise<Uint8Array | undefined> {
  const { signature } = await openDecided(request, owner, deps);
  return signature === undefined ? undefined : fromBase64(signature);
}

/** The citizen whom a request or an application is about. @throws Refusal gone `applicant-gone` */
export async function requirePerson(accountId: string, accounts: Pick<Accounts, 'find'>): Promise<Account> {
  const account = await accounts.find(accountId);
  if (account !== undefined) return account;
  throw new Refusal('gone', 'applicant-gone', 'The identity of this person was erased.');
}
