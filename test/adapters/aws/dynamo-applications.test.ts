import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoApplications } from '../../../lambdas/adapters/aws/dynamo-applications.ts';
import { dynamoDocumentRequests } from '../../../lambdas/adapters/aws/dynamo-document-requests.ts';
import type { Application } from '../../../lambdas/domain/application/application.ts';
import type { DocumentRequest } from '../../../lambdas/domain/document-request/document-request.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['applications', 'document-requests']);
});
afterAll(() => aws.stop());

const applications = dynamoApplications('applications', 'document-requests');
const requests = dynamoDocumentRequests('document-requests');

const draft = (id: string, changes: Partial<Application> = {}): Application => ({
  id,
  procedure: 'nursery',
  procedureVersion: 1,
  applicantId: 'parent',
  authorityId: 'town',
  authorityName: 'Ville',
  language: 'en',
  status: 'draft',
  requests: {},
  sealed: 'v1',
  createdAt: '2026-11-22T10:00:00.000Z',
  changedAt: '2026-11-22T10:00:00.000Z',
  version: 1,
  ...changes,
});
const request = (id: string, applicationId: string): DocumentRequest => ({
  id,
  applicationId,
  applicantId: 'parent',
  procedure: 'nursery',
  procedureVersion: 1,
  document: 'employment-certificate',
  issuerId: 'acme',
  issuerName: 'Acme',
  language: 'en',
  status: 'requested',
  requestedAt: '2026-11-22T10:00:00.000Z',
  sealed: 'v1',
  version: 1,
});
const changed = expect.objectContaining({ code: 'application-changed' });

describe('applications in DynamoDB', () => {
  it('E5: a period holds its first instant and not its end; drafts are in no list; newest first, page by page', async () => {
    const at = ['2026-10-31T22:59:59.999Z', '2026-10-31T23:00:00.000Z', '2026-11-15T12:00:00.000Z'];
    const late = ['2026-11-22T22:59:59.999Z', '2026-11-22T23:00:00.000Z'];
    for (const [index, submittedAt] of [...at, ...late].entries())
      await applications.create(draft(`p${index}`, { authorityId: 'lyon', submittedAt }));
    await applications.create(draft('p-draft', { authorityId: 'lyon' }));
    const period = { from: '2026-10-31T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z' };
    const first = await applications.received('lyon', period, 2);
    expect(first.applications.map(({ id }) => id)).toEqual(['p3', 'p2']);
    const second = await applications.received('lyon', period, 2, first.next);
    expect(second.applications.map(({ id }) => id)).toEqual(['p1']);
    expect((await applications.received('elsewhere', period, 2)).applications).toEqual([]);
  });

  it.each(['', 'x', '#id', '2026#', '2026-10-01T00:00:00.000Z#p0', '2027-01-01T00:00:00.000Z#p9'])(
    'E5: a page that was not given by us is refused: %j',
    async (after) => {
      const period = { from: '2026-10-31T23:00:00.000Z', until: '2026-11-22T23:00:00.000Z' };
      await expect(applications.received('lyon', period, 2, after)).rejects.toThrow(
        expect.objectContaining({ code: 'invalid-fields' }),
      );
    },
  );

  it('E5: of many changes at once from one version, one is made', async () => {
    await applications.create(draft('race'));
    const tries = Array.from({ length: 8 }, (_, index) =>
      applications.change(draft('race'), { sealed: `by ${index}` }),
    );
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await applications.find('race'))?.version).toBe(2);
  });

  it('E5: a request stands together with the application that names it, or not at all', async () => {
    await applications.create(draft('asks'));
    const tries = Array.from({ length: 6 }, (_, index) => {
      const changes = { requests: { 'employment-certificate': `r${index}` } };
      return applications.changeWithRequest(draft('asks'), changes, request(`r${index}`, 'asks'));
    });
    const outcomes = await Promise.allSettled(tries);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toEqual(changed);
    const named = (await applications.find('asks'))?.requests['employment-certificate'];
    const all = await requests.ofIssuer('acme', 50);
    expect(all.filter(({ applicationId }) => applicationId === 'asks').map(({ id }) => id)).toEqual([named]);
  });

  it('E5: an issuer that answers while it is replaced wins, and the replacement is not made', async () => {
    await applications.create(draft('replaces'));
    const asked = { requests: { 'employment-certificate': 'old' } };
    const first = await applications.changeWithRequest(draft('replaces'), asked, request('old', 'replaces'));
    const standing = await requests.find('old');
    if (!standing) throw new Error('no request');
    expect(await requests.change(standing, { status: 'issued' })).toMatchObject({
      status: 'issued',
      version: 2,
    });
    const anew = { requests: { 'employment-certificate': 'new' } };
    await expect(
      applications.changeWithRequest(first, anew, request('new', 'replaces'), standing),
    ).rejects.toEqual(changed);
    expect(await requests.find('new')).toBeUndefined();
    expect((await requests.find('old'))?.status).toBe('issued');
    expect(await requests.change(standing, { status: 'refused' })).toBeUndefined();
  });

  it('E5: what was changed meanwhile is not removed', async () => {
    await applications.create(draft('gone'));
    const newer = await applications.change(draft('gone'), { sealed: 'v2' });
    await expect(applications.remove(draft('gone'))).rejects.toEqual(changed);
    await applications.remove(newer);
    expect(await applications.find('gone')).toBeUndefined();
  });
});
