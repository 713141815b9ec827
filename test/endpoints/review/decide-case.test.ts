import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import type { CaseDecisionRequest } from '../../../lambdas/contracts/review.ts';
import { decideCase } from '../../../lambdas/endpoints/review/decide-case.ts';
import { refusalOf } from '../../support/enrolment.ts';
import { asOperator, later, NOW, startReview } from '../../support/review.ts';

const { aws, deps, signedIn, openedCase } = await startReview();
afterAll(() => aws.stop());

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
