import type { OperatorView } from '../../contracts/review.ts';
import { Refusal } from '../errors.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Operator, OperatorRole } from './operator.ts';
import type { Operators } from './operators.ts';

export interface SignedInOperator {
  readonly operator: Operator;
  readonly expiresAt: Date;
}

/**
 * The operator of a session cookie, who must hold `role` (or any role at all) now.
 * @throws Refusal unauthenticated `operator-session-over`, forbidden `role-missing`
 */
export async function requireOperator(
  secret: string | undefined,
  role: OperatorRole | 'any',
  deps: { readonly sessions: Sessions; readonly operators: Operators },
  now: Date,
): Promise<SignedInOperator> {
  const session = secret === undefined ? undefined : await deps.sessions.find(secret, now);
  const operator = session && (await deps.operators.find(session.subject));
  if (session === undefined || operator === undefined || operator.disabled === true) {
    throw new Refusal('unauthenticated', 'operator-session-over', 'Your session is over. Sign in again.', {
      next: ['sign-in'],
    });
  }
  const holds = role === 'any' ? operator.roles.length > 0 : operator.roles.includes(role);
  if (!holds) {
    throw new Refusal('forbidden', 'role-missing', `This needs the role "${role}".`);
  }
  return { operator, expiresAt: session.expiresAt };
}

export function toOperatorView({ operator, expiresAt }: SignedInOperator): OperatorView {
  return {
    username: operator.id,
    name: operator.name,
    roles: [...operator.roles],
    expiresAt: expiresAt.toISOString(),
  };
}
