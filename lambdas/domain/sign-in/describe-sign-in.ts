import type { SignInView } from '../../contracts/sign-in.ts';
import { answerLocation, errorParameters } from '../authorization-response/answer-location.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import { consentItems } from '../consent/consent-items.ts';
import { isRemembered } from '../consent/remembered-consent.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { type AuthenticateDeps, authenticate, recognise } from './authenticate.ts';
import type { SignIn } from './load-sign-in.ts';
import { consentView, endView, phoneView, waitingView } from './sign-in-view.ts';

export interface DescribeSignInDeps extends AuthenticateDeps {
  readonly issuer: string;
  readonly sealers: TokenSealers;
}

/** The page's view of a sign-in, from what was loaded (and, for a sign-in by certificate, that certificate). */
export async function describeSignIn(
  signIn: SignIn,
  now: Date,
  deps: DescribeSignInDeps,
): Promise<SignInView> {
  const { progress } = signIn;
  switch (progress.state) {
    case 'phone':
      return phoneView(signIn, progress.notice);
    case 'waiting':
      return waitingView(signIn, progress.approval);
    case 'recognised':
      return await describeRecognised(signIn, progress.session, now, deps);
    case 'approved':
      return await orError(signIn, now, deps, async () => {
        const { acr } = await authenticate(signIn, progress.approval, now, deps);
        const { request } = signIn.interaction;
        const remembered = isRemembered(signIn.record.consent, request, signIn.client, acr);
        return consentView(signIn, consentItems(request), { remembered });
      });
    case 'refused':
      return await endedBy(signIn, 'finished', 'The person refused on the phone.', now, deps);
    case 'expired':
      return await endedBy(signIn, 'expired', 'The person did not sign in in time.', now, deps);
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
  now: Date,
  deps: DescribeSignInDeps,
  view: () => Promise<SignInView>,
): Promise<SignInView> {
  try {
    return await view();
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return endView(signIn, 'finished', await backWith(signIn, error, now, deps));
  }
}

const endedBy = async (
  signIn: SignIn,
  state: 'finished' | 'expired',
  sentence: string,
  now: Date,
  deps: DescribeSignInDeps,
): Promise<SignInView> =>
  endView(signIn, state, await backWith(signIn, new AccessDenied(sentence), now, deps));

/** Where the browser takes an error (RFC 6749 §4.1.2.1). */
export const backWith = (
  { interaction }: SignIn,
  error: OAuthError,
  now: Date,
  { issuer, sealers }: Pick<DescribeSignInDeps, 'issuer' | 'sealers'>,
): Promise<string> => answerLocation(interaction.request, errorParameters(error), { issuer, sealers, now });
