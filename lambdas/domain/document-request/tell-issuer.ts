import type { AuthorityCode } from '../../contracts/organisations.ts';
import type { RequiredDocument } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Attributes } from '../attribute/attribute.ts';
import { isLive } from '../membership/require-member.ts';
import type { Notifications } from '../message/messenger.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { boxWords } from '../procedure/box-words.ts';
import { type BoxDeps, fileInBox } from '../signed-document/file-in-box.ts';
import type { DocumentRequest } from './document-request.ts';

export interface TellIssuerDeps extends BoxDeps {
  readonly personalData: PersonalData;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly attributes: Pick<Attributes, 'ofOrganisation'>;
  readonly notifications: Notifications;
  readonly issuer: string;
}

const MOST_TOLD = 20;

/** Tells those who may issue it, once each: a notice in their box and an e-mail that names nobody (E-20). */
export async function tellIssuer(
  request: DocumentRequest,
  {
    organisation,
    required,
    person,
  }: { organisation: Organisation; required: RequiredDocument; person: string },
  deps: TellIssuerDeps,
  now: Date,
): Promise<void> {
  const ids = await authorised(organisation, required.issuer.authority, deps, now);
  const accounts = await Promise.all(ids.slice(0, MOST_TOLD).map((id) => deps.accounts.find(id)));
  for (const account of accounts) {
    if (account?.status === 'active') await tell(account, request, required, person, deps);
  }
}

async function authorised(
  organisation: Organisation,
  authority: AuthorityCode,
  { attributes }: TellIssuerDeps,
  now: Date,
): Promise<readonly string[]> {
  const given = await attributes.ofOrganisation(organisation.id);
  const live = given.filter((one) => isLive(one, now) && one.authorities.includes(authority));
  return [...new Set([...live.map(({ holderId }) => holderId), organisation.representativeId])];
}

async function tell(
  account: Account,
  request: DocumentRequest,
  required: RequiredDocument,
  person: string,
  deps: TellIssuerDeps,
): Promise<void> {
  const page = `/organisation/${request.issuerId}/requests/${request.id}`;
  const words = boxWords('asked', account.language, {
    person,
    organisation: request.issuerName,
    document: required.title[account.language],
  });
  await fileInBox(
    account,
    { folder: 'notices', kind: 'notice', at: request.requestedAt, key: `request-${request.id}` },
    { ...words, link: page },
    deps,
  );
  const { email } = await openIdentity(account, deps.personalData);
  await deps.notifications.enqueue({
    id: `document-requested#${request.id}#${account.id}`,
    template: 'document-requested',
    language: account.language,
    to: { email },
    data: { organisation: request.issuerName, link: `${deps.issuer}${page}` },
  });
}
