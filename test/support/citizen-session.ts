import { dynamoCitizenSessions } from '../../lambdas/adapters/aws/dynamo-citizen-sessions.ts';
import { DEFAULT_CITIZEN_SESSION } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import { CITIZEN_COOKIE } from '../../lambdas/domain/citizen-session/require-citizen.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

/**
 * Opens a citizen's session without phone and PIN, for tests of what comes after; needs the tables `citizen-sessions` and
 * `accounts`. The account must be `active`, and its `deviceId` the session's (`test-device` where it has none: then set it).
 * @param certificate serial of an AUTHENTICATION certificate: the session is then of method `certificate`
 * @returns the cookies for `HttpRequest.cookies` of an issuer on plain http
 */
export async function citizenCookies(
  account: Pick<Account, 'id' | 'deviceId'>,
  { certificate, now = new Date() }: { readonly certificate?: string; readonly now?: Date } = {},
): Promise<Readonly<Record<string, string>>> {
  const { sessionSeconds, idleSeconds } = DEFAULT_CITIZEN_SESSION;
  const secret = await dynamoCitizenSessions('citizen-sessions', randomness).open(
    {
      accountId: account.id,
      deviceId: account.deviceId ?? 'test-device',
      method: certificate === undefined ? 'pin' : 'certificate',
      ...(certificate !== undefined && { certificate }),
      openedAt: now.toISOString(),
    },
    sessionSeconds,
    idleSeconds,
    now,
  );
  return { [CITIZEN_COOKIE]: secret };
}

/** The same as a `cookie` header line. */
export async function citizenCookieHeader(...of: Parameters<typeof citizenCookies>): Promise<string> {
  const cookies = await citizenCookies(...of);
  return Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
