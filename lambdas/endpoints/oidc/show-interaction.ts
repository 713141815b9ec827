import { phoneHintOf } from '../../domain/authorization-request/phone-hint.ts';
import { interactionCookie, phoneHintCookie } from '../../domain/interaction/interaction.ts';
import { type DescribeSignInDeps, describeSignIn } from '../../domain/sign-in/describe-sign-in.ts';
import { loadSignIn, type SignInStores } from '../../domain/sign-in/load-sign-in.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowInteractionDeps extends SignInStores, DescribeSignInDeps {
  readonly cookies: CookieJar;
}

/** GET /api/sign-in/{interaction}: what the page shows; polled while the phone is asked. */
export async function showInteraction(
  request: HttpRequest,
  deps: ShowInteractionDeps,
): Promise<HttpResponse> {
  const id = request.params.interaction ?? '';
  const secret = deps.cookies.read(request.cookies, interactionCookie(id));
  const phoneHint = phoneHintOf(deps.cookies.read(request.cookies, phoneHintCookie(id)));
  const signIn = await loadSignIn({ id, secret, phoneHint, now: request.now }, deps);
  return { body: await describeSignIn(signIn, request.now, deps) };
}
