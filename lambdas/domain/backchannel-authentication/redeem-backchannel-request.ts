import type { SignInSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { amrOf } from '../acr/acr.ts';
import type { Approval } from '../approval/approval.ts';
import type { Approvals } from '../approval/approvals.ts';
import type { Parameters } from '../authorization-request/parameters.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { Consents } from '../consent/consent.ts';
import { consentItems } from '../consent/consent-items.ts';
import type { Grant } from '../grant/grant.ts';
import type { LiveGrant } from '../grant/grant-standing.ts';
import type { Grants } from '../grant/grants.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { AuthorizationPending } from '../oauth-error/authorization-pending.ts';
import { ExpiredToken } from '../oauth-error/expired-token.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { SlowDown } from '../oauth-error/slow-down.ts';
import { UnmetAuthenticationRequirements } from '../oauth-error/unmet-authentication-requirements.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { Randomness } from '../randomness.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { type Authentication, requireAuthentication } from '../sign-in/require-authentication.ts';
import {
  type BackchannelRequest,
  type BackchannelRequests,
  FETCH_SECONDS,
  type SealedAuthReqId,
} from './backchannel-request.ts';

export interface RedeemBackchannelDeps {
  readonly settings: SignInSettings;
  readonly sealers: TokenSealers;
  readonly backchannelRequests: BackchannelRequests;
  readonly approvals: Approvals;
  readonly accounts: Accounts;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly consents: Consents;
  readonly grants: Grants;
  readonly subjectSecret: () => Promise<Uint8Array>;
  readonly randomness: Randomness;
}

interface Answered {
  readonly request: BackchannelRequest;
  readonly approval: Approval;
  readonly client: Client;
  readonly now: Date;
}

/**
 * CIBA Core §10.1: one poll of the token endpoint by a client of this grant; the new grant once the person has agreed, and never a second time. The consent, as
 * good kept twice, is written before: the grant, which carries what history and audit trail will say, is the one conditional write that counts.
 * Reads: request and approval at once, then account and grant. Throws `OAuthError` (§11).
 */
export async function redeemBackchannelRequest(
  parameters: Parameters,
  client: Client,
  now: Date,
  deps: RedeemBackchannelDeps,
): Promise<LiveGrant> {
  const id = await requestOf(parameters, deps.sealers);
  const [request, approval] = await Promise.all([deps.backchannelRequests.find(id), deps.approvals.find(id)]);
  if (request === undefined || approval === undefined || request.ask.clientId !== client.client_id) {
    throw unusable();
  }
  await requireApproved(request, approval, now, deps.backchannelRequests);
  const answered = { request, approval, client, now };
  const [{ authentication, account }] = await Promise.all([
    authenticated(answered, deps),
    requireUnused(id, deps.grants),
  ]);
  const grant = grantOf(answered, authentication, deps);
  await keepConsent(answered, deps);
  if (!(await deps.grants.begin(grant))) throw unusable();
  return { grant, account };
}

async function requestOf(parameters: Parameters, sealers: TokenSealers): Promise<string> {
  const authReqId = parameters.get('auth_req_id');
  if (authReqId === undefined) throw new InvalidRequest('auth_req_id is required.');
  const sealed = (await sealers('auth-req-id')).open<SealedAuthReqId>(authReqId);
  if (sealed === undefined) throw unusable();
  return sealed.request;
}

/** Unknown, used, or of another client: no difference is told (CIBA Core §11). */
const unusable = (): InvalidGrant =>
  new InvalidGrant('auth_req_id is unknown, was used, or belongs to another client.');

/** A poll after the answer records nothing: a consent withdrawn meanwhile would come back by it. */
async function requireUnused(id: string, grants: Pick<Grants, 'find'>): Promise<void> {
  if ((await grants.find(id)) !== undefined) throw unusable();
}

/** Only what is still open has an interval; what is decided is told at once. */
async function requireApproved(
  request: BackchannelRequest,
  { state }: Approval,
  now: Date,
  requests: BackchannelRequests,
): Promise<void> {
  const over = now.getTime() - Date.parse(request.validUntil);
  if (over >= FETCH_SECONDS * 1000 || (over >= 0 && state === 'pending')) {
    throw new ExpiredToken('The person did not decide in time, or the answer was not fetched in time.');
  }
  if (state === 'approved') return;
  if (state !== 'pending') throw new AccessDenied('The person refused.');
  if (await requests.poll(request, now)) throw new AuthorizationPending('The person has not decided yet.');
  throw new SlowDown(`Wait ${request.intervalSeconds + 5} seconds between polls from now on.`);
}

/** The person behind the approval, as a sign-in judges it; what it lacks is a refusal here (CIBA Core §11). */
async function authenticated(
  { request, approval, client, now }: Answered,
  deps: RedeemBackchannelDeps,
): Promise<{ readonly authentication: Authentication; readonly account: Account }> {
  const [account, secret, certificate] = await Promise.all([
    deps.accounts.find(approval.accountId),
    deps.subjectSecret(),
    approval.certificate === undefined ? undefined : deps.certificates.find(approval.certificate),
  ]);
  const subject = pairwiseSubject(secret, sectorOf(client), approval.accountId);
  try {
    const authentication = requireAuthentication(request.ask, approval, account, subject, certificate, now);
    if (account !== undefined) return { authentication, account };
    throw new AccessDenied('The identity cannot be used at the moment.');
  } catch (error) {
    if (error instanceof UnmetAuthenticationRequirements) throw new AccessDenied(error.message);
    throw error;
  }
}

function grantOf(
  { request: { id, ask }, approval, client, now }: Answered,
  { accountId, acr, authTime }: Authentication,
  { settings, randomness }: RedeemBackchannelDeps,
): Grant {
  const seconds = ask.offline ? settings.refreshDays * 86_400 : rulesOf(client).accessTokenLifetimeSeconds;
  return {
    id,
    clientId: client.client_id,
    accountId,
    scopes: ask.scopes,
    claims: ask.claims,
    acr,
    amr: amrOf(acr),
    authTime,
    sid: randomness.id(),
    startedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + seconds * 1000).toISOString(),
    redeemedAt: now.toISOString(),
    ...(ask.offline && { refreshCount: 0 }),
    answer: {
      consent: 'given',
      at: approval.decidedAt ?? now.toISOString(),
      claims: consentItems(ask).join(' '),
      client: client.client_name,
      address: approval.address,
    },
  };
}

/** B5: approving named claims on the phone is the consent. Dated by the decision, so that a repetition changes nothing. */
async function keepConsent(
  { request, approval, client, now }: Answered,
  { consents }: Pick<RedeemBackchannelDeps, 'consents'>,
): Promise<void> {
  const { accountId, decidedAt } = approval;
  const claims = consentItems(request.ask);
  const at = decidedAt === undefined ? now : new Date(decidedAt);
  await consents.keep({ accountId, clientId: client.client_id, claims, now: at });
}
