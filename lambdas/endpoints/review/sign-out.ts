import { OPERATOR_COOKIE } from '../../domain/operator/operators.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SignOutDeps {
  readonly sessions: Sessions;
  readonly cookies: CookieJar;
}

/** DELETE /api/review/session: ends the session at once, on the server too (X3). */
export async function signOut(request: HttpRequest, deps: SignOutDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  if (secret !== undefined) await deps.sessions.close(secret);
  return { status: 204, cookies: [deps.cookies.clear(OPERATOR_COOKIE)] };
}
