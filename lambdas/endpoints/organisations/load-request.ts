import type { Account } from '../../domain/account/account.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import {
  type AttributeRequest,
  type AttributeRequestContent,
  type AttributeRequests,
  openRequest,
} from '../../domain/attribute/attribute-request.ts';
import { noSuchRequest } from '../../domain/attribute/request-state.ts';
import type { Organisation, Organisations } from '../../domain/organisation/organisation.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';

export interface LoadRequestDeps {
  readonly attributeRequests: Pick<AttributeRequests, 'find'>;
  readonly organisations: Organisations;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open'>;
}

export interface LoadedRequest {
  readonly kept: AttributeRequest;
  readonly content: AttributeRequestContent;
  readonly organisation: Organisation;
  readonly delegate: Account;
  readonly viewer: 'delegate' | 'representative';
}

/**
 * The request, opened for one of the two whom it concerns; a draft is the delegate's alone.
 * @throws Refusal not-found `no-such-request` for everybody else, so that ids tell nothing
 */
export async function loadRequestFor(
  account: Account,
  id: string,
  deps: LoadRequestDeps,
): Promise<LoadedRequest> {
  const kept = await deps.attributeRequests.find(id);
  const organisation = kept && (await deps.organisations.find(kept.organisationId));
  const delegate =
    kept?.delegateId === account.id ? account : kept && (await deps.accounts.find(kept.delegateId));
  if (kept === undefined || organisation === undefined || delegate === undefined) throw noSuchRequest();
  const viewer = kept.delegateId === account.id ? 'delegate' : 'representative';
  const concerned = viewer === 'delegate' || organisation.representativeId === account.id;
  if (!concerned || (viewer === 'representative' && kept.state === 'draft')) throw noSuchRequest();
  const content = await openRequest(kept, delegate, deps.personalData);
  return { kept, content, organisation, delegate, viewer };
}
