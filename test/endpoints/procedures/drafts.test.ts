import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  FillApplicationRequest,
  SIGNED_BYTES,
  SignatureRequest,
} from '../../../lambdas/contracts/procedures.ts';
import { fillApplication } from '../../../lambdas/endpoints/procedures/fill-application.ts';
import { listProcedures } from '../../../lambdas/endpoints/procedures/list.ts';
import { listApplications } from '../../../lambdas/endpoints/procedures/list-applications.ts';
import { listDocumentRequests } from '../../../lambdas/endpoints/procedures/list-document-requests.ts';
import { showApplication } from '../../../lambdas/endpoints/procedures/show-application.ts';
import { startApplication } from '../../../lambdas/endpoints/procedures/start-application.ts';
import { submitApplication } from '../../../lambdas/endpoints/procedures/submit-application.ts';
import { withdrawApplication } from '../../../lambdas/endpoints/procedures/withdraw-application.ts';
import {
  ask,
  begin,
  fill,
  type Nursery,
  prepareIssue,
  requestIn,
  show,
  startNursery,
} from '../../support/nursery.ts';
import { as, later, NURSERY_VALUES } from '../../support/procedures.ts';

let nursery: Nursery;
beforeAll(async () => {
  nursery = await startNursery();
});
beforeEach(async () => {
  nursery = { ...nursery, parent: await nursery.person() };
});
afterAll(() => nursery.stop());

const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const withField = (field: string, code: string) => ({
  details: expect.objectContaining({ fields: expect.arrayContaining([{ field, code }]) }),
});

describe('who is logged in, and how', () => {
  it('E5: without a session, or with one that has expired, nothing is shown or begun', async () => {
    const { parent, deps } = nursery;
    const nobody = { ...(await as(parent)), cookies: {} };
    await expect(listProcedures(nobody, deps)).rejects.toThrow(refused('not-signed-in'));
    const request = await as(parent, { body: { procedure: 'nursery', authority: '000000026' } });
    const idle = { ...request, now: later(31 * 60) };
    await expect(startApplication(idle, deps)).rejects.toThrow(refused('not-signed-in'));
  });

  it('D1: a session by PIN alone may look, not apply', async () => {
    const { parent, town, deps } = nursery;
    const application = await begin(parent, town, deps);
    const looking = await as(parent, { method: 'pin', params: { application: application.id } });
    expect((await listProcedures(looking, deps)).body).toHaveProperty('procedures');
    expect((await listApplications(looking, deps)).body).toHaveProperty('applications');
    expect((await showApplication(looking, deps)).body).toMatchObject({ id: application.id });
    const body = { procedure: 'nursery', authority: '000000026' };
    const starting = await as(parent, { method: 'pin', body });
    await expect(startApplication(starting, deps)).rejects.toThrow(refused('certificate-needed'));
    await expect(withdrawApplication(looking, deps)).rejects.toThrow(refused('certificate-needed'));
    const clerk = await as(nursery.clerk, { method: 'pin', params: { organisation: '000000018' } });
    await expect(listDocumentRequests(clerk, deps)).rejects.toThrow(refused('certificate-needed'));
  });

  it('E5: a session whose AUTHENTICATION certificate was revoked counts no more', async () => {
    const { deps, town } = nursery;
    const other = await nursery.person('Anna AUTRE');
    const request = await as(other, { body: { procedure: 'nursery', authority: town.organisation.id } });
    await nursery.revoke(other.authentication.record);
    await expect(startApplication(request, deps)).rejects.toThrow(refused('certificate-needed'));
  });

  it('E5: another person’s application is not there, for reading, filling, sending or withdrawing', async () => {
    const { parent, town, deps } = nursery;
    const { id } = await begin(parent, town, deps);
    const other = await nursery.person('Anna AUTRE');
    const params = { application: id };
    const none = refused('no-such-application');
    await expect(showApplication(await as(other, { params }), deps)).rejects.toThrow(none);
    const body = { version: 1, values: {} };
    await expect(fillApplication(await as(other, { params, body }), deps)).rejects.toThrow(none);
    const signature = { signature: 'AAAA' };
    await expect(submitApplication(await as(other, { params, body: signature }), deps)).rejects.toThrow(none);
    await expect(withdrawApplication(await as(other, { params }), deps)).rejects.toThrow(none);
  });
});

describe('a draft', () => {
  it('E5: an unknown procedure, or an authority of another kind, is refused', async () => {
    const { parent, deps } = nursery;
    const start = async (procedure: string, authority: string) =>
      startApplication(await as(parent, { body: { procedure, authority } }), deps);
    await expect(start('moon-permit', '000000026')).rejects.toThrow(refused('no-such-procedure'));
    await expect(start('nursery', '000000018')).rejects.toThrow(refused('organisation-not-fit'));
    await expect(start('nursery', '000000000')).rejects.toThrow(refused('organisation-not-fit'));
  });

  it('E5: a field too long for its place is told by name', async () => {
    const { parent, town, deps } = nursery;
    const draft = await begin(parent, town, deps);
    const long = { ...NURSERY_VALUES, 'child-name': 'x'.repeat(201) };
    await expect(fill(parent, draft, deps, long)).rejects.toThrow(
      refused('form-incorrect', withField('child-name', 'too-long')),
    );
    expect(v.is(FillApplicationRequest, { version: 1, values: { a: 'x'.repeat(20_001) } })).toBe(false);
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, 'x']));
    expect(v.is(FillApplicationRequest, { version: 1, values: many })).toBe(false);
    expect(v.is(SignatureRequest, { signature: 'A'.repeat(SIGNED_BYTES * 2) })).toBe(false);
  });

  it('E5: of two tabs the one that knows the older state does not overwrite', async () => {
    const { parent, town, deps } = nursery;
    const draft = await begin(parent, town, deps);
    await fill(parent, draft, deps);
    await expect(fill(parent, draft, deps, { household: 'one-parent' })).rejects.toThrow(
      refused('application-changed'),
    );
    expect((await show(parent, draft.id, deps)).values).toEqual(NURSERY_VALUES);
  });

  it('E5: so many drafts and no more', async () => {
    const { town, deps } = nursery;
    const other = await nursery.person('Dora DRAFTS');
    for (let count = 0; count < 20; count += 1) await begin(other, town, deps);
    await expect(begin(other, town, deps)).rejects.toThrow(refused('too-many-drafts'));
  });

  it('E5: a draft that is withdrawn is gone with its open requests', async () => {
    const { town, company, clerk, deps } = nursery;
    const other = await nursery.person('Wanda WITHDRAWS');
    const asked = await ask(other, await begin(other, town, deps), company, deps);
    const params = { application: asked.id };
    await withdrawApplication(await as(other, { params }), deps);
    await expect(show(other, asked.id, deps)).rejects.toThrow(refused('no-such-application'));
    await expect(prepareIssue(clerk, requestIn(asked), deps)).rejects.toThrow(
      refused('no-such-document-request'),
    );
  });
});
