import type * as v from 'valibot';
import type { ConsentRequest } from '../../contracts/sign-in.ts';
import { ownedId } from '../../domain/account/owned-id.ts';
import { answerLocation } from '../../domain/authorization-response/answer-location.ts';
import {
  allowsSession,
  type BrowserSession,
  beginSession,
  keptAwake,
} from '../../domain/browser-session/browser-session.ts';
import type { BrowserSessions } from '../../domain/browser-session/browser-sessions.ts';
import { sessionCookie } from '../../domain/browser-session/session-cookie.ts';
import { interactionCookie, interactionPath } from '../../domain/interaction/interaction.ts';
import { AccessDenied } from '../../domain/oauth-error/access-denied.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import {
  type Answer,
  type AnswerSignInDeps,
  issueCode,
  refuseData,
} from '../../domain/sign-in/answer-sign-in.ts';
import { authenticate, recognise } from '../../domain/sign-in/authenticate.ts';
import { backWith, type DescribeSignInDeps } from '../../domain/sign-in/describe-sign-in.ts';
import {
  answeredBefore,
  type LoadSignInDeps,
  loadSignIn,
  outOfOrder,
  type SignIn,
} from '../../domain/sign-in/load-sign-in.ts';
import { endView } from '../../domain/sign-in/sign-in-view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DecideConsentDeps extends LoadSignInDeps, DescribeSignInDeps, AnswerSignInDeps {
  readonly browserSessions: BrowserSessions;
  readonly cookies: CookieJar;
}

type Request = HttpRequest<v.InferOutput<typeof ConsentRequest>>;

/**
 * POST /api/sign-in/{interaction}/consent (B5): one read of approval and account, then what `issueCode` or `refuseData` writes, of
 * which one conditional write decides which of two answers counts.
 */
export async function decideConsent(request: Request, deps: DecideConsentDeps): Promise<HttpResponse> {
  const signIn = await loadSignIn(request, { fresh: true }, deps);
  const { location, session } = await conclude(request, signIn, deps);
  const { id } = signIn.interaction;
  return {
    body: endView(signIn, 'finished', location),
    cookies: [
      deps.cookies.under(interactionPath(id)).clear(interactionCookie(id)),
      ...(session === undefined ? [] : [await sessionCookie(session, request.now, deps)]),
    ],
  };
}

interface Conclusion {
  readonly location: string;
  /** The browser's session from now on. */
  readonly session?: BrowserSession | undefined;
}

/** Where the browser goes: back with a code, or back with the error that stands against it. */
async function conclude(request: Request, signIn: SignIn, deps: DecideConsentDeps): Promise<Conclusion> {
  const { now } = request;
  try {
    const answer = await answerOf(request, signIn, deps);
    if (request.body.decision === 'deny') {
      if (!(await refuseData(answer, deps))) throw answeredBefore();
      throw new AccessDenied('The person chose to send nothing.');
    }
    const code = await issueCode(answer, deps);
    if (code === undefined) throw answeredBefore();
    await endEarlier(signIn, answer, deps);
    const location = await answerLocation(answer.request, { code }, { ...deps, now });
    return { location, session: answer.session };
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return { location: await backWith(signIn, error, request, deps) };
  }
}

/** Who answers: the person whose phone approved, or the one of the session that the page offered to continue in. */
async function answerOf(request: Request, signIn: SignIn, deps: DecideConsentDeps): Promise<Answer> {
  const { now, sourceIp } = request;
  const { progress, client, interaction } = signIn;
  const base = { request: interaction.request, client, consent: 'given', now } as const;
  if (progress.state === 'approved') {
    const { approval } = progress;
    const authentication = await authenticate(signIn, approval, now, deps);
    const session = newSession(signIn, approval, now, deps);
    return { ...base, authentication, grantId: approval.id, session, address: approval.address };
  }
  if (progress.state !== 'recognised') throw outOfOrder();
  const authentication = await recognised(signIn, progress.session, now, deps);
  const grantId = ownedId(authentication.accountId, interaction.id);
  const session = keptAwake(progress.session, deps.settings.singleSignOn, now);
  return { ...base, authentication, grantId, session, address: sourceIp };
}

/** A session that ended since the page was shown: the page, loaded again, asks the phone. */
async function recognised(signIn: SignIn, session: BrowserSession, now: Date, deps: DecideConsentDeps) {
  try {
    return await recognise(signIn, session, now, deps);
  } catch (error) {
    throw error instanceof OAuthError ? outOfOrder() : error;
  }
}

function newSession(
  { interaction, session: earlier }: SignIn,
  approval: Parameters<typeof beginSession>[0],
  now: Date,
  { settings, randomness }: DecideConsentDeps,
): BrowserSession | undefined {
  const limits = settings.singleSignOn;
  if (!allowsSession(interaction.request, limits)) return undefined;
  const phoneEnding = (interaction.phone ?? '').slice(-2);
  return beginSession(approval, { id: randomness.id(), earlier, phoneEnding, limits, now });
}

/** Whoever proved phone and PIN anew leaves no older session behind that a copied cookie could use. */
async function endEarlier(
  { session: earlier }: SignIn,
  { session }: Answer,
  deps: DecideConsentDeps,
): Promise<void> {
  if (earlier === undefined || session === undefined || earlier.id === session.id) return;
  await deps.browserSessions.end(earlier);
}
