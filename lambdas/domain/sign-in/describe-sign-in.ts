import type { SignInView } from '../../contracts/sign-in.ts';
import type { Approval } from '../approval/approval.ts';
import { errorRedirect } from '../authorization-response/authorization-response.ts';
import { allClaims } from '../claims/requested-claims.ts';
import type { Consents } from '../consent/consent.ts';
import { isRemembered } from '../consent/remembered-consent.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import { type AuthenticateDeps, authenticate } from './authenticate.ts';
import type { SignIn } from './load-sign-in.ts';
import { consentView, endView, phoneView, waitingView } from './sign-in-view.ts';

export interface DescribeSignInDeps extends AuthenticateDeps {
  readonly issuer: string;
  readonly consents: Consents;
}

/** The page's view of a sign-in. Polled while the phone is asked: that state costs no further read. */
export async function describeSignIn(
  signIn: SignIn,
  now: Date,
  deps: DescribeSignInDeps,
): Promise<SignInView> {
  const { progress, interaction } = signIn;
  const denied = (sentence: string): string =>
    errorRedirect(deps.issuer, interaction.request, new AccessDenied(sentence));
  switch (progress.state) {
    case 'phone':
      return phoneView(signIn, progress.notice);
    case 'waiting':
      return waitingView(signIn, progress.approval);
    case 'approved':
      return await describeApproved(signIn, progress.approval, now, deps);
    case 'refused':
      return endView(signIn, 'finished', denied('The person refused on the phone.'));
    case 'expired':
      return endView(signIn, 'expired', denied('The person did not sign in in time.'));
    case 'finished':
      return endView(signIn, 'finished', undefined);
  }
}

async function describeApproved(
  signIn: SignIn,
  approval: Approval,
  now: Date,
  deps: DescribeSignInDeps,
): Promise<SignInView> {
  const { request } = signIn.interaction;
  try {
    const { accountId, acr } = await authenticate(signIn, approval, now, deps);
    const mayRemember = signIn.client.remember_consent === true;
    const consent = mayRemember ? await deps.consents.find(accountId, request.clientId) : undefined;
    return consentView(signIn, allClaims(request.claims), isRemembered(consent, request, signIn.client, acr));
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    return endView(signIn, 'finished', errorRedirect(deps.issuer, request, error));
  }
}
