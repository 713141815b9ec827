import type { SignInSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { type BrowserSession, sidOf } from '../browser-session/browser-session.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { Consents } from '../consent/consent.ts';
import { consentItems } from '../consent/consent-items.ts';
import { grantOf, refusedGrant } from '../grant/begin-grant.ts';
import type { Grants } from '../grant/grants.ts';
import type { PushedRequests } from '../pushed-request/pushed-request.ts';
import type { Randomness } from '../randomness.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { SealedCode } from '../sealed-token/tokens.ts';
import type { SignInHistory } from '../sign-in-history/sign-in-history.ts';
import type { Authentication } from './require-authentication.ts';

export interface AnswerSignInDeps {
  readonly settings: SignInSettings;
  readonly sealers: TokenSealers;
  readonly grants: Grants;
  readonly consents: Consents;
  readonly pushedRequests: Pick<PushedRequests, 'answer'>;
  readonly history: Pick<SignInHistory, 'add'>;
  readonly audit: AuditTrail;
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
 * The code (RFC 6749 §4.1.2); undefined when another answer counted. First consent and grant, the grant by the one conditional write
 * that ends the sign-in; then history and audit; then the code is told. A crash before the last line leaves a grant that nobody can
 * name: nothing was sent, and the person begins again at the service.
 */
export async function issueCode(answer: Answer, deps: AnswerSignInDeps): Promise<string | undefined> {
  const { client, authentication, now } = answer;
  if (!(await isOnlyAnswer(answer.request, answer.grantId, deps))) return undefined;
  const claims = consentItems(answer.request);
  const consent = { accountId: authentication.accountId, clientId: client.client_id, claims, now };
  const [sealer, begun] = await Promise.all([
    deps.sealers('code'),
    deps.grants.begin(grantFor(answer, deps)),
    answer.consent === 'given' && deps.consents.keep(consent),
  ]);
  if (!begun) return undefined;
  await journal(answer, answer.consent === 'given' ? 'consent.given' : 'consent.remembered', deps);
  return sealer.seal({ grant: answer.grantId } satisfies SealedCode);
}

/** Nothing is sent; false when another answer counted. */
export async function refuseData(answer: Answer, deps: AnswerSignInDeps): Promise<boolean> {
  const { request, authentication, grantId: id, now } = answer;
  const ended = await endUnanswered(request, { accountId: authentication.accountId, id, now }, deps);
  if (ended) await journal(answer, 'consent.denied', deps);
  return ended;
}

/** No answer to this sign-in may count any more; false when one did. */
export async function endUnanswered(
  request: AuthorizationRequest,
  { accountId, id, now }: { readonly accountId: string; readonly id: string; readonly now: Date },
  deps: Pick<AnswerSignInDeps, 'grants' | 'pushedRequests' | 'randomness' | 'settings'>,
): Promise<boolean> {
  const { grants, randomness, settings } = deps;
  if (!(await isOnlyAnswer(request, id, deps))) return false;
  const keptUntil = new Date(now.getTime() + settings.interactionSeconds * 1000).toISOString();
  return await grants.begin(refusedGrant(request, accountId, { id, sid: randomness.id(), keptUntil, now }));
}

/** A pushed request may be open on several pages, and is answered from one of them (RFC 9126 §7.3). Others are answered once by their grant. */
export async function isOnlyAnswer(
  { pushed: id }: AuthorizationRequest,
  by: string,
  { pushedRequests }: Pick<AnswerSignInDeps, 'pushedRequests'>,
): Promise<boolean> {
  return id === undefined || (await pushedRequests.answer({ id, by }));
}

function grantFor(
  { request, client, authentication, grantId, session, now }: Answer,
  { settings, randomness }: AnswerSignInDeps,
) {
  const rules = rulesOf(client);
  return grantOf(request, authentication, {
    id: grantId,
    sid: session === undefined ? randomness.id() : sidOf(session, client.client_id),
    codeSeconds: rules.codeLifetimeSeconds,
    accessTokenSeconds: rules.accessTokenLifetimeSeconds,
    refreshDays: settings.refreshDays,
    session,
    now,
  });
}

/** The person's history and the audit trail; neither names what was sent, only which claims. */
async function journal(
  { request, client, authentication: { accountId, acr }, address, now }: Answer,
  event: 'consent.given' | 'consent.remembered' | 'consent.denied',
  deps: AnswerSignInDeps,
): Promise<void> {
  await Promise.all([
    deps.history.add({
      accountId,
      at: now.toISOString(),
      clientId: client.client_id,
      client: client.client_name,
      outcome: event === 'consent.denied' ? 'denied' : 'signed-in',
      acr,
      address,
    }),
    deps.audit.record({
      event,
      subject: accountId,
      actor: 'citizen',
      at: now,
      details: { client: client.client_id, acr, claims: consentItems(request).join(' ') },
    }),
  ]);
}
