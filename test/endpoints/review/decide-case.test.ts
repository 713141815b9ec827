import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoOperators } from '../../../lambdas/adapters/aws/dynamo-operators.ts';
import { dynamoSessions } from '../../../lambdas/adapters/aws/dynamo-sessions.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import type { CaseDecisionRequest } from '../../../lambdas/contracts/review.ts';
import { DEFAULT_REVIEW } from '../../../lambdas/contracts/settings.ts';
import { OPERATOR_COOKIE } from '../../../lambdas/domain/operator/operators.ts';
import { hashOperatorPassword } from '../../../lambdas/domain/operator/password.ts';
import { caseId } from '../../../lambdas/domain/review-case/review-case.ts';
import { decideCase } from '../../../lambdas/endpoints/review/decide-case.ts';
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

const APPROVE: CaseDecisionRequest = {
  outcome: 'approve',
  checked: { documentGenuine: true, samePerson: true, digitsSpoken: true, dataCorrect: true },
  note: '',
};
const REJECT: CaseDecisionRequest = {
  outcome: 'reject',
  reasons: ['not-the-same-person'],
  note: 'other ears',
};

async function auditOf(subject: string) {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
  return Items.map((item) => fromItem<{ event: string; actor: string; subject: string }>(item)).filter(
    (event) => event.subject === subject,
  );
}

describe('decisions', () => {
  it('A9: a decision is recorded, audited, and wakes the machine once', async () => {
    const session = await signedIn('alice');
    const { id, taskToken, submission } = await openedCase();
    const response = await decideCase(asOperator(session, APPROVE, { found: id }), deps);
    expect(response.body).toMatchObject({ status: 'decided' });
    expect(deps.woken.filter((token) => token === taskToken)).toHaveLength(1);
    expect(await auditOf(submission.enrolment)).toContainEqual(
      expect.objectContaining({ event: 'review.decided', actor: 'operator:alice' }),
    );
  });

  it('A9: a crash between recording and waking is repaired by asking again', async () => {
    const session = await signedIn('alice');
    const { id, taskToken } = await openedCase();
    deps.outage.wakes = 1;
    await expect(decideCase(asOperator(session, REJECT, { found: id }), deps)).rejects.toThrow(
      'ServiceUnavailable',
    );
    await decideCase(asOperator(session, REJECT, { found: id, now: later(5) }), deps);
    expect(deps.woken).toContain(taskToken);
    expect((await deps.cases.find(id))?.decision).toMatchObject({
      at: NOW.toISOString(),
      note: 'other ears',
    });
  });

  it('A9 X1: a decision whose record in the trail failed is recorded when asked again, and once', async () => {
    const session = await signedIn('alice');
    const { id, submission } = await openedCase();
    const audit = { record: () => Promise.reject(new Error('ServiceUnavailable')) };
    await expect(
      decideCase(asOperator(session, REJECT, { found: id }), { ...deps, audit }),
    ).rejects.toThrow();
    for (const seconds of [5, 10]) {
      await decideCase(asOperator(session, REJECT, { found: id, now: later(seconds) }), deps);
    }
    const decided = (await auditOf(submission.enrolment)).filter(({ event }) => event === 'review.decided');
    expect(decided).toMatchObject([{ actor: 'operator:alice', at: NOW.toISOString() }]);
  });

  it('A9: a second, different decision is refused and shows who decided', async () => {
    const [alice, bruno] = [await signedIn('alice'), await signedIn('bruno')];
    const { id } = await openedCase();
    await decideCase(asOperator(alice, APPROVE, { found: id }), deps);
    for (const session of [alice, bruno]) {
      const refusal = await refusalOf(decideCase(asOperator(session, REJECT, { found: id }), deps));
      expect(refusal).toMatchObject({ kind: 'conflict', code: 'case-already-decided' });
      expect(refusal.message).toContain('alice');
    }
  });

  it('A9: of two reviewers deciding at once exactly one decides', async () => {
    const sessions = [await signedIn('alice'), await signedIn('bruno')];
    const { id } = await openedCase();
    const outcomes = await Promise.allSettled(
      sessions.map((session, index) =>
        decideCase(asOperator(session, index ? REJECT : APPROVE, { found: id }), deps),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('A10: a refusal needs a reason of the list', async () => {
    const session = await signedIn('alice');
    const { id } = await openedCase();
    const body: CaseDecisionRequest = { outcome: 'reject', reasons: ['did not like them'], note: '' };
    const refusal = await refusalOf(decideCase(asOperator(session, body, { found: id }), deps));
    expect(refusal).toMatchObject({
      kind: 'invalid',
      details: { fields: [{ field: 'reasons', code: 'invalid' }] },
    });
    expect((await deps.cases.find(id))?.decision).toBeUndefined();
  });
});
