import type { SignInView } from '../../contracts/sign-in.ts';
import { answerLocation, errorParameters } from '../authorization-response/answer-location.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import { type ReportingDeps, reportErrorAt } from '../client-errors/reporting-client-errors.ts';
import { consentItems } from '../consent/consent-items.ts';
import { isRemembered } from '../consent/remembered-consent.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { type AuthenticateDeps, authenticate, recognise } from './authenticate.ts';
import type { SignIn } from './load-sign-in.ts';
import { consentView, endView, phoneView, waitingView } from './sign-in-view.ts';

export interface DescribeSignInDeps extends AuthenticateDeps, ReportingDeps {
  readonly issuer: string;
  readonly sealers: TokenSealers;
}

/** Of the page's request: by it an operator finds an error in the logs. */
interface Asked {
  readonly requestId: string;
  readonly now: Date;
}

/** The page's view of a sign-in, from what was loaded (and, for a sign-in by certificate, that certificate). */
export async function describeSignIn(
  signIn: SignIn,
  asked: Asked,
  deps: DescribeSignInDeps,
): Promise<SignInView> {
  const { progress } = signIn;
  const { now } = asked;
  switch (progress.state) {
    case 'phone':
      return phoneView(signIn, progress.notice);
    case 'waiting':
      return waitingView(signIn, progress.approval);
    case 'recognised':
      return await describeRecognised(signIn, progress.session, now, deps);
    case 'approved':
      return await orError(signIn, asked, deps, async () => {
        const { acr } = await authenticate(signIn, progress.approval, now, deps);
        const { request } = signIn.interaction;
        const remembered = isRemembered(signIn.record.consent, request, signIn.client, acr);
        return consentView(signIn, consentItems(request), { remembered });
      });
    case 'refused':
      return await endedBy(signIn, 'finished', 'The person refused on the phone.', asked, deps);
    case 'expired':
      return await endedBy(signIn, 'expired', 'The person did not sign in in time.', asked, deps);
  }
}

/** A session that ended, or no longer fits, leads to the phone. */
async function describeRecognised(
  signIn: SignIn,
  session: BrowserSession,
  now: Date,
  deps: DescribeSignInDeps,
): Promise<SignInView> {
  try {
    await recognise(signIn, session, now, deps);
    const claims = consentItems(signIn.interaction.request);
    return consentView(signIn, claims, { remembered: false, continuesAs: session.phoneEnding });
  } catch (error) {
    if (error instanceof OAuthError) return phoneView(signIn);
    throw error;
  }
}

async function orError(
  signIn: SignIn,
  asked: Asked,
  deps: DescribeSignInDeps,
  view: () => Promise<SignInView>,
): Promise<SignInView> {
  try {
    return await view();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return endView(signIn, 'finished', await backWith(signIn, error, asked, deps));
  }
}

const endedBy = async (
  signIn: SignIn,
  state: 'finished' | 'expired',
  sentence: string,
  asked: Asked,
  deps: DescribeSignInDeps,
): Promise<SignInView> =>
  endView(signIn, state, await backWith(signIn, new AccessDenied(sentence), asked, deps));

/** Where the browser takes an error (RFC 6749 §4.1.2.1); the client finds it in its log, too. */
export async function backWith(
  { interaction: { request } }: SignIn,
  error: OAuthError,
  asked: Asked,
  { issuer, sealers, ...deps }: Pick<DescribeSignInDeps, 'issuer' | 'sealers'> & ReportingDeps,
): Promise<string> {
  await reportErrorAt('sign-in page', error, request.clientId, asked, deps);
  return await answerLocation(request, errorParameters(error), { issuer, sealers, now: asked.now });
}
