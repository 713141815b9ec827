import type { Account } from '../account/account.ts';
import type { Draft } from '../application/application.ts';
import type { Applications } from '../application/applications.ts';
import type { AuditChain } from '../audit/audit-chain.ts';
import type { BusinessConsents } from '../business/business.ts';
import type { Moves } from '../move/move.ts';
import { openMove } from '../move/own-move.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { SignInHistory } from '../sign-in-history/sign-in-history.ts';

export interface CollectTracesDeps {
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly history: Pick<SignInHistory, 'of'>;
  readonly businessConsents: Pick<BusinessConsents, 'of'>;
  readonly moves: Pick<Moves, 'of'>;
  readonly applications: Pick<Applications, 'ofApplicant'>;
  readonly chain: Pick<AuditChain, 'ofSubject'>;
}

type Section = Record<string, unknown>;

/** More than anybody does in the time that it is kept. */
const MOST = 5000;

export async function signInsOf({ id }: Account, { history }: CollectTracesDeps): Promise<Section[]> {
  const entries = await history.of(id, MOST);
  return entries.map(({ at, client, clientId, outcome, acr, address }) => ({
    at,
    service: client,
    serviceId: clientId,
    outcome,
    level: acr,
    address,
  }));
}

/** Businesses that may be told of a move, with the person's number there. */
export async function businessesOf(
  account: Account,
  { businessConsents, personalData }: CollectTracesDeps,
): Promise<Section[]> {
  const given = await businessConsents.of(account.id);
  return Promise.all(
    given.map(async ({ businessId, givenAt, sealed }) => {
      const { id, wrappedKey } = account;
      const { contractNumber } = await personalData.open<{ contractNumber: string }>(id, wrappedKey, sealed);
      return { business: businessId, contractNumber, agreedAt: givenAt };
    }),
  );
}

export async function movesOf(
  account: Account,
  { moves, personalData }: CollectTracesDeps,
): Promise<Section[]> {
  const own = await moves.of(account.id);
  return Promise.all(
    own.map(async (move) => ({
      startedAt: move.startedAt,
      state: move.state,
      businesses: move.businesses ?? [],
      said: { ...(await openMove(move, account, personalData)) },
    })),
  );
}

export async function applicationsOf(
  account: Account,
  { applications, personalData }: CollectTracesDeps,
): Promise<Section[]> {
  const own = await applications.ofApplicant(account.id);
  return Promise.all(
    own.map(
      async ({ procedure, authorityName, status, createdAt, submittedAt, answeredAt, outcome, sealed }) => {
        const { values } = await personalData.open<Draft>(account.id, account.wrappedKey, sealed);
        return {
          procedure,
          authority: authorityName,
          status,
          createdAt,
          submittedAt,
          answeredAt,
          outcome,
          values,
        };
      },
    ),
  );
}

/** The trail of the person, as account and as enrolment before (X1). */
export async function recordOf(
  { id, enrolmentId }: Account,
  { chain }: CollectTracesDeps,
): Promise<Section[]> {
  const links = await Promise.all([id, enrolmentId].map((subject) => chain.ofSubject(subject, MOST)));
  return links.flat().map(({ at, event, actor, details }) => ({ at, event, actor, details }));
}
