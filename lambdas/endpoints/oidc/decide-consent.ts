import type * as v from 'valibot';
import type { SignInSettings } from '../../contracts/settings.ts';
import type { ConsentRequest } from '../../contracts/sign-in.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { codeRedirect, errorRedirect } from '../../domain/authorization-response/authorization-response.ts';
import { allClaims } from '../../domain/claims/requested-claims.ts';
import { rulesOf } from '../../domain/client/client-profile.ts';
import type { Consents } from '../../domain/consent/consent.ts';
import { grantOf } from '../../domain/grant/begin-grant.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { interactionCookie } from '../../domain/interaction/interaction.ts';
import { AccessDenied } from '../../domain/oauth-error/access-denied.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { SealedCode } from '../../domain/sealed-token/tokens.ts';
import { type AuthenticateDeps, authenticate } from '../../domain/sign-in/authenticate.ts';
import { loadSignIn, outOfOrder, type SignIn, type SignInStores } from '../../domain/sign-in/load-sign-in.ts';
import type { Authentication } from '../../domain/sign-in/require-authentication.ts';
import { endView } from '../../domain/sign-in/sign-in-view.ts';
import type { SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DecideConsentDeps extends SignInStores, AuthenticateDeps {
  readonly issuer: string;
  readonly settings: SignInSettings;
  readonly sealers: TokenSealers;
  readonly grants: Grants;
  readonly consents: Consents;
  readonly history: SignInHistory;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
  readonly randomness: Randomness;
}

type Request = HttpRequest<v.InferOutput<typeof ConsentRequest>>;

/**
 * POST /api/sign-in/{interaction}/consent (B5). What comes of it is written before the interaction ends, so that a failing
 * write can be tried again; the one conditional write that ends it decides which of two answers counts.
 */
export async function decideConsent(request: Request, deps: DecideConsentDeps): Promise<HttpResponse> {
  const id = request.params.interaction ?? '';
  const secret = deps.cookies.read(request.cookies, interactionCookie(id));
  const signIn = await loadSignIn({ id, secret, now: request.now }, deps);
  const approval = requireApproved(signIn);
  const redirectTo = await conclude(request, signIn, approval, deps);
  if (!(await deps.interactions.finish(signIn.interaction))) throw outOfOrder();
  return {
    body: endView(signIn, 'finished', redirectTo),
    cookies: [deps.cookies.clear(interactionCookie(id))],
  };
}

function requireApproved({ progress }: SignIn): Approval {
  if (progress.state !== 'approved') throw outOfOrder();
  return progress.approval;
}

/** Where the browser goes: back with a code, or back with the error that stands against it. */
async function conclude(
  request: Request,
  signIn: SignIn,
  approval: Approval,
  deps: DecideConsentDeps,
): Promise<string> {
  const target = signIn.interaction.request;
  try {
    const authentication = await authenticate(signIn, approval, request.now, deps);
    await record(request, signIn, approval, authentication, deps);
    if (request.body.decision === 'deny') throw new AccessDenied('The person chose to send nothing.');
    return codeRedirect(
      deps.issuer,
      target,
      await issueCode(request.now, signIn, approval.id, authentication, deps),
    );
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return errorRedirect(deps.issuer, target, error);
  }
}

/** Keeps consent and grant, both before the code is told to anybody (RFC 6749 §4.1.2). */
async function issueCode(
  now: Date,
  { interaction, client }: SignIn,
  approvalId: string,
  authentication: Authentication,
  deps: DecideConsentDeps,
): Promise<string> {
  const { accountId } = authentication;
  const claims = allClaims(interaction.request.claims);
  const rules = rulesOf(client);
  const grant = grantOf(interaction.request, authentication, {
    id: approvalId,
    sid: deps.randomness.id(),
    codeSeconds: rules.codeLifetimeSeconds,
    accessTokenSeconds: rules.accessTokenLifetimeSeconds,
    refreshDays: deps.settings.refreshDays,
    now,
  });
  const [sealer, , begun] = await Promise.all([
    deps.sealers('code'),
    deps.consents.keep({ accountId, clientId: client.client_id, claims, now }),
    deps.grants.begin(grant),
  ]);
  if (!begun) throw outOfOrder();
  return sealer.seal({ grant: grant.id } satisfies SealedCode);
}

/** The person's history and the audit trail; neither names what was sent, only which claims. */
async function record(
  request: Request,
  { interaction, client }: SignIn,
  approval: Approval,
  { accountId, acr }: Authentication,
  deps: DecideConsentDeps,
): Promise<void> {
  const allowed = request.body.decision === 'allow';
  await Promise.all([
    deps.history.add({
      accountId,
      at: request.now.toISOString(),
      clientId: client.client_id,
      client: client.client_name,
      outcome: allowed ? 'signed-in' : 'denied',
      acr,
      address: approval.address,
    }),
    deps.audit.record({
      event: allowed ? 'consent.given' : 'consent.denied',
      subject: accountId,
      actor: 'citizen',
      at: request.now,
      details: { client: client.client_id, acr, claims: allClaims(interaction.request.claims).join(' ') },
    }),
  ]);
}
