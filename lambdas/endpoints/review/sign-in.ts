import type * as v from 'valibot';
import type { OperatorSignInRequest } from '../../contracts/review.ts';
import type { ReviewSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { Refusal } from '../../domain/errors.ts';
import { toOperatorView } from '../../domain/operator/current-operator.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../../domain/operator/operators.ts';
import { NOBODYS_PASSWORD, verifyOperatorPassword } from '../../domain/operator/password.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SignInDeps {
  readonly settings: ReviewSettings;
  readonly operators: Operators;
  readonly passwords: ShortSecretHash;
  readonly sessions: Sessions;
  readonly quotas: SendQuotas;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

type Credentials = v.InferOutput<typeof OperatorSignInRequest>;

/** POST /api/review/session: user name and password (X3). Unknown, wrong, locked and disabled are answered alike. */
export async function signIn(request: HttpRequest<Credentials>, deps: SignInDeps): Promise<HttpResponse> {
  const { now, sourceIp, body, cookies } = request;
  const { signInsPerAddress, sessionSeconds, idleSeconds } = deps.settings;
  await deps.quotas.take([{ scope: `review:sign-in:${sourceIp}`, ...signInsPerAddress }], now);
  const operator = await authenticate(body, now, deps);
  if (operator === undefined) throw await refused(body.username, now, deps);
  const earlier = deps.cookies.read(cookies, OPERATOR_COOKIE);
  if (earlier !== undefined) await deps.sessions.close(earlier);
  const secret = await deps.sessions.open({
    subject: operator.id,
    lifetimeSeconds: sessionSeconds,
    idleSeconds,
    now,
  });
  await deps.audit.record({
    event: 'review.signed-in',
    subject: '-',
    actor: `operator:${operator.id}`,
    at: now,
  });
  const cookie = deps.cookies.set(OPERATOR_COOKIE, secret, { maxAgeSeconds: sessionSeconds });
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000);
  return { status: 201, cookies: [cookie], body: toOperatorView({ operator, expiresAt }) };
}

/** The try is counted before the password is judged; the same work is done for a name nobody has. */
async function authenticate(
  { username, password }: Credentials,
  now: Date,
  deps: SignInDeps,
): Promise<Operator | undefined> {
  const operator = await deps.operators.find(username);
  const mayTry = await deps.operators.countTry(username, deps.settings, now);
  const stored = operator?.password ?? NOBODYS_PASSWORD;
  const right = await verifyOperatorPassword(username, password, stored, deps.passwords);
  if (!right || !mayTry || operator === undefined || operator.disabled === true) return undefined;
  await deps.operators.forgiveTries(operator.id);
  return operator;
}

async function refused(username: string, now: Date, deps: SignInDeps): Promise<Refusal> {
  const known = (await deps.operators.find(username)) !== undefined;
  const actor = known ? `operator:${username}` : 'operator:unknown';
  await deps.audit.record({ event: 'review.sign-in-refused', subject: '-', actor, at: now });
  return new Refusal(
    'unauthenticated',
    'sign-in-refused',
    `User name or password is wrong. After ${deps.settings.tries} wrong passwords sign-in is locked for ${Math.ceil(deps.settings.lockSeconds / 60)} minutes.`,
    { next: ['try-again', 'support'] },
  );
}
