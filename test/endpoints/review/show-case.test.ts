import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoOperators } from '../../../lambdas/adapters/aws/dynamo-operators.ts';
import { dynamoSessions } from '../../../lambdas/adapters/aws/dynamo-sessions.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import type { CaseSummary, CaseView } from '../../../lambdas/contracts/review.ts';
import { DEFAULT_REVIEW } from '../../../lambdas/contracts/settings.ts';
import { OPERATOR_COOKIE } from '../../../lambdas/domain/operator/operators.ts';
import { hashOperatorPassword } from '../../../lambdas/domain/operator/password.ts';
import { caseId } from '../../../lambdas/domain/review-case/review-case.ts';
import { listCases } from '../../../lambdas/endpoints/review/list-cases.ts';
import { showCase } from '../../../lambdas/endpoints/review/show-case.ts';
import { signIn } from '../../../lambdas/endpoints/review/sign-in.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { openCase } from '../../../lambdas/tasks/open-case.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { refusalOf, requestOf } from '../../support/enrolment.ts';
import {
  examine,
  submittedDossier,
  VERIFICATION_TABLES,
  type VerificationDeps,
  verificationDeps,
} from '../../support/verification.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const PASSWORD = 'correct horse battery staple';

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

let aws: TestAws;
let world: VerificationDeps;
let deps: ReturnType<typeof reviewDeps>;

beforeAll(async () => {
  aws = await startAws([...VERIFICATION_TABLES, 'operators', 'operator-sessions']);
  world = verificationDeps();
  deps = reviewDeps(world);
  for (const name of ['alice', 'bruno', 'locked', 'crowd', 'idle']) await addOperator(name);
  await addOperator('retired', { disabled: true });
  await addOperator('clerk', { roles: [] });
});
afterAll(() => aws.stop());

async function addOperator(id: string, more: object = {}): Promise<void> {
  const password = await hashOperatorPassword(id, PASSWORD, randomness.bytes(16), deps.passwords);
  const operator = { id, name: id.toUpperCase(), roles: ['reviewer'], password, failures: 0, ...more };
  await dynamo().send(new PutItemCommand({ TableName: 'operators', Item: toItem(operator) }));
}

const tryPassword = (username: string, password: string, now = NOW) =>
  signIn(requestOf({ username, password }, { now }), deps);

async function signedIn(username: string, now = NOW): Promise<string> {
  const { cookies = [] } = await tryPassword(username, PASSWORD, now);
  return (cookies[0] ?? '').slice(OPERATOR_COOKIE.length + 1).split(';')[0] ?? '';
}

/** A request of a signed-in operator. */

function asOperator<Body = undefined>(
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

async function openedCase(now = NOW) {
  const made = await submittedDossier(world, {}, now);
  await examine(world, made.submission, now);
  const taskToken = `token of ${made.submission.enrolment}`;
  await openCase({ ...made.submission, reasons: ['face-uncertain'], taskToken }, now, world);
  return { ...made, id: caseId(made.submission.enrolment, 1), taskToken };
}

async function auditOf(subject: string) {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
  return Items.map((item) => fromItem<{ event: string; actor: string; subject: string }>(item)).filter(
    (event) => event.subject === subject,
  );
}

describe('the queue', () => {
  it('A9: shows what waits with its deadline, late ones first', async () => {
    const session = await signedIn('alice');
    const old = await openedCase(later(-90_000));
    const fresh = await openedCase();
    await deps.cases.markOverdue(old.id);
    const { cases } = (await listCases(asOperator(session, undefined, { query: 'status=open' }), deps))
      .body as unknown as { cases: CaseSummary[] };
    const ids = cases.map(({ id }) => id);
    expect(ids.indexOf(old.id)).toBeLessThan(ids.indexOf(fresh.id));
    expect(cases).toContainEqual(
      expect.objectContaining({
        id: fresh.id,
        status: 'open',
        deadline: later(86_400).toISOString(),
        reasons: ['face-uncertain'],
      }),
    );
  });

  it('A9: a status that does not exist is refused', async () => {
    const session = await signedIn('alice');
    for (const query of ['status=all', 'status=open&status=decided']) {
      expect((await refusalOf(listCases(asOperator(session, undefined, { query }), deps))).kind).toBe(
        'invalid',
      );
    }
  });

  it('A9: a case shows the evidence side by side, by addresses for minutes, and who looked is recorded', async () => {
    const session = await signedIn('alice');
    const { id, submission, dossier } = await openedCase();
    const view = (await showCase(asOperator(session, undefined, { found: id }), deps))
      .body as unknown as CaseView;
    expect(view.identity).toMatchObject({ familyName: 'Martin', email: dossier.person.email });
    expect(view.mrz).toMatchObject({
      format: 'TD3',
      checks: expect.arrayContaining([{ name: 'composite', valid: true }]),
    });
    expect(view.comparison.map(({ field }) => field)).toContain('birthdate');
    expect(view.scores).toMatchObject({ faceSimilarity: [97, 97, 97], threshold: 80 });
    expect(view.scores.liveness).toContainEqual({ code: 'frames-identical', passed: true });
    expect(view.challengeDigits).toBe('407');
    expect(view.evidence.front).toContain('expires=300');
    expect(view.evidence.frames).toHaveLength(3);
    expect(view.portraitBox).toMatchObject({ left: 0.05 });
    expect(await auditOf(submission.enrolment)).toContainEqual(
      expect.objectContaining({ event: 'review.viewed', actor: 'operator:alice' }),
    );
  });

  it('A9: a case that does not exist is not found', async () => {
    const session = await signedIn('alice');
    const refusal = await refusalOf(showCase(asOperator(session, undefined, { found: 'x.1' }), deps));
    expect(refusal.kind).toBe('not-found');
  });
});
