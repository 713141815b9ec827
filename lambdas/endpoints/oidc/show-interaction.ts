import { type DescribeSignInDeps, describeSignIn } from '../../domain/sign-in/describe-sign-in.ts';
import { type LoadSignInDeps, loadSignIn } from '../../domain/sign-in/load-sign-in.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowInteractionDeps extends LoadSignInDeps, DescribeSignInDeps {}

/** GET /api/sign-in/{interaction}: what the page shows; polled while the phone is asked, by one read that may be a moment old. */
export async function showInteraction(
  request: HttpRequest,
  deps: ShowInteractionDeps,
): Promise<HttpResponse> {
  const signIn = await loadSignIn(request, { fresh: false }, deps);
  return { body: await describeSignIn(signIn, request, deps) };
}
