import type { Approvals } from '../../domain/approval/approvals.ts';
import { interactionCookie, interactionPath } from '../../domain/interaction/interaction.ts';
import { AccessDenied } from '../../domain/oauth-error/access-denied.ts';
import { type AnswerSignInDeps, endUnanswered, isOnlyAnswer } from '../../domain/sign-in/answer-sign-in.ts';
import { backWith, type DescribeSignInDeps } from '../../domain/sign-in/describe-sign-in.ts';
import { answeredBefore, type LoadSignInDeps, loadSignIn } from '../../domain/sign-in/load-sign-in.ts';
import { endView } from '../../domain/sign-in/sign-in-view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CancelInteractionDeps extends LoadSignInDeps, DescribeSignInDeps, AnswerSignInDeps {
  readonly approvals: Pick<Approvals, 'withdraw'>;
  readonly cookies: CookieJar;
}

/**
 * POST /api/sign-in/{interaction}/cancel: the person goes back to the relying party (`access_denied`, B3, B10). Where a phone was
 * asked, neither its approval nor a consent given in another tab counts afterwards.
 */
export async function cancelInteraction(
  request: HttpRequest,
  deps: CancelInteractionDeps,
): Promise<HttpResponse> {
  const signIn = await loadSignIn(request, { fresh: true }, deps);
  const { interaction, record } = signIn;
  if (record.approval !== undefined) {
    const { accountId, id } = record.approval;
    if (!(await endUnanswered(interaction.request, { accountId, id, now: request.now }, deps))) {
      throw answeredBefore();
    }
    await deps.approvals.withdraw(id);
  } else if (!(await isOnlyAnswer(interaction.request, interaction.id, deps))) {
    throw answeredBefore();
  }
  const error = new AccessDenied('The person cancelled the sign-in.');
  const cookies = deps.cookies.under(interactionPath(interaction.id));
  return {
    body: endView(signIn, 'finished', await backWith(signIn, error, request, deps)),
    cookies: [cookies.clear(interactionCookie(interaction.id))],
  };
}
