import { errorRedirect } from '../../domain/authorization-response/authorization-response.ts';
import { interactionCookie } from '../../domain/interaction/interaction.ts';
import { AccessDenied } from '../../domain/oauth-error/access-denied.ts';
import { loadSignIn, outOfOrder, type SignInStores } from '../../domain/sign-in/load-sign-in.ts';
import { endView } from '../../domain/sign-in/sign-in-view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CancelInteractionDeps extends SignInStores {
  readonly issuer: string;
  readonly cookies: CookieJar;
}

/** POST /api/sign-in/{interaction}/cancel: the person goes back to the relying party (`access_denied`, B3, B10). */
export async function cancelInteraction(
  request: HttpRequest,
  deps: CancelInteractionDeps,
): Promise<HttpResponse> {
  const id = request.params.interaction ?? '';
  const secret = deps.cookies.read(request.cookies, interactionCookie(id));
  const signIn = await loadSignIn({ id, secret, now: request.now }, deps);
  if (!(await deps.interactions.finish(signIn.interaction))) throw outOfOrder();
  if (signIn.approval !== undefined) await deps.approvals.withdraw(signIn.approval.id);
  const error = new AccessDenied('The person cancelled the sign-in.');
  return {
    body: endView(signIn, 'finished', errorRedirect(deps.issuer, signIn.interaction.request, error)),
    cookies: [deps.cookies.clear(interactionCookie(id))],
  };
}
