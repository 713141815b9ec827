import type { SignInSettings } from '../../contracts/settings.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { type BrowserSession, sidOf } from '../browser-session/browser-session.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { Consents } from '../consent/consent.ts';
import { consentItems } from '../consent/consent-items.ts';
import { grantOf, refusedGrant } from '../grant/begin-grant.ts';
import type { GrantAnswer } from '../grant/grant.ts';
import type { Grants } from '../grant/grants.ts';
import type { PushedRequests } from '../pushed-request/pushed-request.ts';
import type { Randomness } from '../randomness.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { SealedCode } from '../sealed-token/tokens.ts';
import type { Authentication } from './require-authentication.ts';

export interface AnswerSignInDeps {
  readonly settings: SignInSettings;
  readonly sealers: TokenSealers;
  readonly grants: Grants;
  readonly consents: Consents;
  readonly pushedRequests: Pick<PushedRequests, 'answer'>;
  readonly randomness: Randomness;
}

/** A person's answer to a request, which counts once per `grantId`. */
export interface Answer {
  readonly request: AuthorizationRequest;
  readonly client: Client;
  readonly authentication: Authentication;
  readonly grantId: string;
  /** `remembered`: the person agreed earlier, and is not asked again. */
  readonly consent: 'given' | 'remembered';
  /** The browser session this sign-in belongs to. */
  readonly session: BrowserSession | undefined;
  /** Of the browser. */
  readonly address: string;
  readonly now: Date;
}

/**
 * The code (RFC 6749 §4.1.2); undefined when another answer counted. First the consent, then the grant, by the one conditional write that
 * ends the sign-in and carries what history and audit trail will say; then the code is told. A crash before the last line leaves a grant
 * that nobody can name: nothing was sent, and the person begins again at the service.
 */
export async function issueCode(answer: Answer, deps: AnswerSignInDeps): Promise<string | undefined> {
  const { client, authentication, now } = answer;
  if (!(await isOnlyAnswer(answer.request, answer.grantId, deps))) return undefined;
  const claims = consentItems(answer.request);
  const consent = { accountId: authentication.accountId, clientId: client.client_id, claims, now };
  if (answer.consent === 'given') await deps.consents.keep(consent);
  if (!(await deps.grants.begin(grantFor(answer, deps)))) return undefined;
  return (await deps.sealers('code')).seal({ grant: answer.grantId } satisfies SealedCode);
}

/** Nothing is sent; false when another answer counted. */
export async function refuseData(answer: Answer, deps: AnswerSignInDeps): Promise<boolean> {
  const { request, authentication, grantId: id, now } = answer;
  const { accountId } = authentication;
  return await endSignIn(request, { accountId, id, now, answer: answerOf(answer, 'denied') }, deps);
}

/** No answer to this sign-in may count any more, and nobody gave one; false when one did. */
export const endUnanswered = (
  request: AuthorizationRequest,
  of: { readonly accountId: string; readonly id: string; readonly now: Date },
  deps: EndSignInDeps,
): Promise<boolean> => endSignIn(request, { ...of, answer: undefined }, deps);

type EndSignInDeps = Pick<AnswerSignInDeps, 'grants' | 'pushedRequests' | 'randomness' | 'settings'>;

async function endSignIn(
  request: AuthorizationRequest,
  {
    accountId,
    id,
    now,
    answer,
  }: {
    readonly accountId: string;
    readonly id: string;
    readonly now: Date;
    readonly answer: GrantAnswer | undefined;
  },
  deps: EndSignInDeps,
): Promise<boolean> {
  const { grants, randomness, settings } = deps;
  if (!(await isOnlyAnswer(request, id, deps))) return false;
  const keptUntil = new Date(now.getTime() + settings.interactionSeconds * 1000).toISOString();
  const made = { id, sid: randomness.id(), keptUntil, answer, now };
  return await grants.begin(refusedGrant(request, accountId, made));
}

/** A pushed request may be open on several pages, and is answered from one of them (RFC 9126 §7.3). Others are answered once by their grant. */
export async function isOnlyAnswer(
  { pushed: id }: AuthorizationRequest,
  by: string,
  { pushedRequests }: Pick<AnswerSignInDeps, 'pushedRequests'>,
): Promise<boolean> {
  return id === undefined || (await pushedRequests.answer({ id, by }));
}

function grantFor(answer: Answer, { settings, randomness }: AnswerSignInDeps) {
  const { request, client, authentication, grantId, session, now } = answer;
  const rules = rulesOf(client);
  return grantOf(request, authentication, {
    id: grantId,
    sid: session === undefined ? randomness.id() : sidOf(session, client.client_id),
    codeSeconds: rules.codeLifetimeSeconds,
    accessTokenSeconds: rules.accessTokenLifetimeSeconds,
    refreshDays: settings.refreshDays,
    session,
    answer: answerOf(answer, answer.consent),
    now,
  });
}

/** What history and audit trail will say, written with the grant itself; neither names what was sent, only which claims. */
const answerOf = (
  { request, client, address, now }: Answer,
  consent: GrantAnswer['consent'],
): GrantAnswer => ({
  consent,
  at: now.toISOString(),
  claims: consentItems(request).join(' '),
  client: client.client_name,
  address,
});
