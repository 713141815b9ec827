import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoOperators } from '../../lambdas/adapters/aws/dynamo-operators.ts';
import { dynamoSessions } from '../../lambdas/adapters/aws/dynamo-sessions.ts';
import { kmsShortSecretHash } from '../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { DEFAULT_REVIEW } from '../../lambdas/contracts/settings.ts';
import { OPERATOR_COOKIE } from '../../lambdas/domain/operator/operators.ts';
import { hashOperatorPassword } from '../../lambdas/domain/operator/password.ts';
import { caseId } from '../../lambdas/domain/review-case/review-case.ts';
import { signIn } from '../../lambdas/endpoints/review/sign-in.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { openCase } from '../../lambdas/tasks/open-case.ts';
import { startAws } from './aws.ts';
import { requestOf } from './enrolment.ts';
import {
  examine,
  submittedDossier,
  VERIFICATION_TABLES,
  type VerificationDeps,
  verificationDeps,
} from './verification.ts';

export const NOW = new Date('2026-11-21T10:00:00Z');
export const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
export const PASSWORD = 'correct horse battery staple';

/** The console's side over real stores and keys: operators `alice`, `bruno` and others who all have `PASSWORD`. */
export async function startReview() {
  const aws = await startAws([...VERIFICATION_TABLES, 'operators', 'operator-sessions']);
  const world = verificationDeps();
  const deps = reviewDeps(world);
  for (const name of ['alice', 'bruno', 'locked', 'crowd', 'idle']) await addOperator(name, deps);
  await addOperator('retired', deps, { disabled: true });
  await addOperator('clerk', deps, { roles: [] });
  const tryPassword = (username: string, password: string, now = NOW) =>
    signIn(requestOf({ username, password }, { now }), deps);
  return {
    aws,
    world,
    deps,
    tryPassword,
    /** The secret of a fresh session's cookie. */
    async signedIn(username: string, now = NOW): Promise<string> {
      const { cookies = [] } = await tryPassword(username, PASSWORD, now);
      return (cookies[0] ?? '').slice(OPERATOR_COOKIE.length + 1).split(';')[0] ?? '';
    },
    /** A case that waits for a reviewer, with its evidence examined. */
    async openedCase(now = NOW) {
      const made = await submittedDossier(world, {}, now);
      await examine(world, made.submission, now);
      const taskToken = `token of ${made.submission.enrolment}`;
      await openCase({ ...made.submission, reasons: ['face-uncertain'], taskToken }, now, world);
      return { ...made, id: caseId(made.submission.enrolment, 1), taskToken };
    },
  };
}

function reviewDeps(world: VerificationDeps) {
  const woken: string[] = [];
  const outage = { wakes: 0 };
  return {
    ...world,
    settings: DEFAULT_REVIEW,
    sessions: dynamoSessions('operator-sessions', randomness),
    operators: dynamoOperators('operators'),
    passwords: kmsShortSecretHash('operator-passwords'),
    views: { url: async (key: string, seconds: number) => `https://evidence.test/${key}?expires=${seconds}` },
    woken,
    outage,
    tasks: {
      async wake(token: string) {
        if (outage.wakes > 0) {
          outage.wakes -= 1;
          throw new Error('ServiceUnavailable');
        }
        woken.push(token);
      },
    },
  };
}

async function addOperator(
  id: string,
  deps: ReturnType<typeof reviewDeps>,
  more: object = {},
): Promise<void> {
  const password = await hashOperatorPassword(id, PASSWORD, randomness.bytes(16), deps.passwords);
  const operator = { id, name: id.toUpperCase(), roles: ['reviewer'], password, failures: 0, ...more };
  await dynamo().send(new PutItemCommand({ TableName: 'operators', Item: toItem(operator) }));
}

/** A request of a signed-in operator. */
export function asOperator<Body = undefined>(
  session: string,
  body?: Body,
  { now = NOW, found = '', query = '' } = {},
) {
  return {
    ...requestOf(body as Body, { now }),
    cookies: { [OPERATOR_COOKIE]: session },
    params: { case: found },
    query: new URLSearchParams(query),
  };
}
