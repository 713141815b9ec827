import { requireOperator, toOperatorView } from '../../domain/operator/current-operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../../domain/operator/operators.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowSessionDeps {
  readonly sessions: Sessions;
  readonly operators: Operators;
  readonly cookies: CookieJar;
}

/** GET /api/review/session: who is signed in, and until when (X3). */
export async function showSession(request: HttpRequest, deps: ShowSessionDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  return { body: toOperatorView(await requireOperator(secret, 'any', deps, request.now)) };
}
