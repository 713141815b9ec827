import type { AccountExport } from '../../contracts/leaving.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import { type CollectBasicsDeps, enrolmentOf, phonesOf, servicesOf } from './export-identity.ts';
import { type CollectPapersDeps, certificatesOf } from './export-papers.ts';
import {
  attributesOf,
  type CollectRolesDeps,
  organisationsOf,
  ownServicesOf,
  personasOf,
} from './export-roles.ts';
import {
  applicationsOf,
  businessesOf,
  type CollectTracesDeps,
  movesOf,
  recordOf,
  signInsOf,
} from './export-traces.ts';

export interface CollectExportDeps
  extends CollectBasicsDeps,
    CollectPapersDeps,
    CollectRolesDeps,
    CollectTracesDeps {
  readonly issuer: string;
}

/** All that is kept about a person, but for the post-office box, which comes by pages (`export-box.ts`). */
export async function collectExport(
  account: Account,
  now: Date,
  deps: CollectExportDeps,
): Promise<AccountExport> {
  const sections = {
    identity: openIdentity(account, deps.personalData).then((identity) => ({ ...identity })),
    enrolment: enrolmentOf(account, deps),
    phones: phonesOf(account, deps),
    services: servicesOf(account, deps),
    signIns: signInsOf(account, deps),
    certificates: certificatesOf(account, deps),
    organisations: organisationsOf(account, deps),
    attributes: attributesOf(account, deps),
    businesses: businessesOf(account, deps),
    moves: movesOf(account, deps),
    applications: applicationsOf(account, deps),
    ownServices: ownServicesOf(account, deps),
    testPersonas: personasOf(account, deps),
    record: recordOf(account, deps),
  };
  const entries = Object.entries(sections).map(async ([name, section]) => [name, await section] as const);
  return {
    format: 'guichet-export',
    version: 1,
    issuer: deps.issuer,
    exportedAt: now.toISOString(),
    account: standingOf(account),
    ...(Object.fromEntries(await Promise.all(entries)) as Sections),
  };
}

type Sections = Omit<AccountExport, 'format' | 'version' | 'issuer' | 'exportedAt' | 'account' | 'box'>;

const standingOf = (account: Account): AccountExport['account'] => {
  const { id, status, level, language, createdAt, verifiedAt, activatedAt } = account;
  return {
    id,
    status,
    level,
    language,
    createdAt,
    verifiedAt,
    ...(activatedAt !== undefined && { activatedAt }),
  };
};
