import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import type { CaseSummary, CaseView } from '../../../lambdas/contracts/review.ts';
import { listCases } from '../../../lambdas/endpoints/review/list-cases.ts';
import { showCase } from '../../../lambdas/endpoints/review/show-case.ts';
import { refusalOf } from '../../support/enrolment.ts';
import { asOperator, later, startReview } from '../../support/review.ts';

const { aws, deps, signedIn, openedCase } = await startReview();
afterAll(() => aws.stop());

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
