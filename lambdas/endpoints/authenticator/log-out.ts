import type { CitizenSessions } from '../../domain/citizen-session/citizen-session.ts';
import { CITIZEN_COOKIE } from '../../domain/citizen-session/require-citizen.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface LogOutDeps {
  readonly citizenSessions: CitizenSessions;
  readonly cookies: CookieJar;
}

/** DELETE /api/authenticator/session: ends the session at once, on the server too; without one nothing happens. */
export async function logOut(request: HttpRequest, deps: LogOutDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, CITIZEN_COOKIE);
  if (secret !== undefined) await deps.citizenSessions.close(secret);
  return { status: 204, cookies: [deps.cookies.clear(CITIZEN_COOKIE)] };
}
