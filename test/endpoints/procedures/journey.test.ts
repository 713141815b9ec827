import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ApplicationContent,
  AttributesView,
  DocumentRequestsView,
  IssuedContent,
  ReceivedApplicationsView,
  ReceivedApplicationView,
} from '../../../lambdas/contracts/procedures.ts';
import { listDocumentRequests } from '../../../lambdas/endpoints/procedures/list-document-requests.ts';
import { searchApplications } from '../../../lambdas/endpoints/procedures/search-applications.ts';
import { showAttributes } from '../../../lambdas/endpoints/procedures/show-attributes.ts';
import { showDocumentRequest } from '../../../lambdas/endpoints/procedures/show-document-request.ts';
import { showReceivedApplication } from '../../../lambdas/endpoints/procedures/show-received-application.ts';
import {
  answerSealed,
  ask,
  begin,
  fill,
  issueSigned,
  type Nursery,
  prepareAnswer,
  prepareIssue,
  requestIn,
  show,
  startNursery,
  submit,
} from '../../support/nursery.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { ADDRESS, as, NURSERY_VALUES, sign, viewOf } from '../../support/procedures.ts';

let nursery: Nursery;
beforeAll(async () => {
  nursery = await startNursery();
});
afterAll(() => nursery.stop());

const json = <T>(base64: string | undefined): T =>
  JSON.parse(Buffer.from(base64 ?? '', 'base64').toString()) as T;
const digest = (base64: string) =>
  createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64url');

describe('a nursery application through all roles', () => {
  let id: string;
  let request: string;
  let document: string;

  it('E5: the parent begins; the four attributes stand in the form', async () => {
    const { parent, town, deps } = nursery;
    const application = await begin(parent, town, deps);
    id = application.id;
    expect(application.status).toBe('draft');
    expect(application.values).toEqual({ home: ADDRESS });
    expect(application.applicant).toMatchObject({ name: 'Camille MARTIN', birthdate: '1990-03-27' });
    expect(application.problems).toContainEqual({ field: 'child-name', code: 'missing' });
    expect(application.problems).toContainEqual({
      field: 'document:employment-certificate',
      code: 'document-missing',
    });
    expect(application.toSign).toBeUndefined();
  });

  it('E5: what was entered is there when the parent comes back', async () => {
    const { parent, deps } = nursery;
    const half = { 'child-name': 'Lou MARTIN', home: ADDRESS };
    await fill(parent, await show(parent, id, deps), deps, half);
    expect((await show(parent, id, deps)).values).toEqual(half);
    await fill(parent, await show(parent, id, deps), deps);
    expect((await show(parent, id, deps)).values).toEqual(NURSERY_VALUES);
  });

  it('E5: the employer’s authorised person finds the request in the list, the notice and an e-mail', async () => {
    const { parent, company, clerk, deps, aws } = nursery;
    const application = await ask(parent, { id }, company, deps);
    request = requestIn(application);
    expect(application.documents[0]).toMatchObject({
      status: 'requested',
      issuer: { name: 'Acme Specimen' },
    });
    const params = { organisation: company.organisation.id };
    const { requests } = viewOf<DocumentRequestsView>(
      await listDocumentRequests(await as(clerk, { params }), deps),
    );
    expect(requests).toMatchObject([
      { id: request, status: 'requested', person: { name: 'Camille MARTIN' } },
    ]);
    const [notice] = (await nursery.box(clerk, 'notices')).filter(({ content }) =>
      content.link?.includes(request),
    );
    expect(notice?.content.text).toContain('Camille MARTIN');
    const told = aws.sent.queued.filter(({ template }) => template === 'document-requested');
    expect(told.map(({ to }) => to.email)).toContain(clerk.identity.email);
    expect(JSON.stringify(told)).not.toContain('MARTIN');
    const view = viewOf(await showDocumentRequest(await as(clerk, { params: { request } }), deps));
    expect(view).toMatchObject({
      values: { department: 'Archives' },
      required: { id: 'employment-certificate' },
    });
  });

  it('E5: the employer certifies and signs; the document is in the parent’s safe and attached', async () => {
    const { parent, clerk, deps, aws } = nursery;
    const toSign = await prepareIssue(clerk, request, deps);
    expect(json<IssuedContent>(toSign)).toMatchObject({
      type: 'guichet/document',
      request,
      person: { name: 'Camille MARTIN', birthdate: '1990-03-27' },
      issuer: { id: '000000018', name: 'Acme Specimen' },
      issuedOn: '2026-11-22',
      values: { 'hours-a-week': '37.5' },
    });
    document = await sign(clerk.signing, toSign);
    expect(await issueSigned(clerk, request, document, deps)).toMatchObject({ status: 'issued' });
    const [safe] = await nursery.box(parent, 'safe');
    expect(safe).toMatchObject({ kind: 'document', content: { title: 'Employment certificate' } });
    expect(safe?.content.files[0]).toMatchObject({ bytes: document, digest: digest(document) });
    expect(await nursery.box(parent, 'notices')).toHaveLength(1);
    const mail = aws.sent.queued.find(({ template }) => template === 'document-decided');
    expect(mail?.to.email).toBe(parent.identity.email);
    const application = await show(parent, id, deps);
    expect(application.documents[0]).toMatchObject({
      status: 'issued',
      content: { values: { contract: 'permanent' } },
    });
    expect(application.problems).toEqual([]);
    expect(json<ApplicationContent>(application.toSign).documents).toEqual([
      {
        document: 'employment-certificate',
        request,
        issuer: { id: '000000018', name: 'Acme Specimen' },
        digest: digest(document),
      },
    ]);
  });

  it('E5: the parent signs and sends; the receipt is in the safe', async () => {
    const { parent, deps } = nursery;
    const application = await show(parent, id, deps);
    const signature = await sign(parent.signing, application.toSign);
    const sent = await submit(parent, application, signature, deps);
    expect(sent).toMatchObject({ status: 'submitted', digest: digest(signature) });
    const receipt = (await nursery.box(parent, 'safe')).find(({ content }) =>
      content.title.includes('signed'),
    );
    expect(receipt?.content.files[0]?.bytes).toBe(signature);
    expect(await nursery.events('application.submitted')).toHaveLength(1);
  });

  it.skipIf(!hasOpenssl)('D7: OpenSSL agrees with the signed application and the certificate', async () => {
    const { parent, pki, deps } = nursery;
    const [issued, receipt] = await nursery.box(parent, 'safe');
    for (const item of [issued, receipt]) {
      const { text, status } = openssl(
        [
          'cms',
          '-verify',
          '-inform',
          'DER',
          '-in',
          's.p7m',
          '-CAfile',
          'root.pem',
          '-certfile',
          'ca.pem',
          '-purpose',
          'any',
          '-attime',
          '1795341600',
        ],
        {
          's.p7m': Buffer.from(item?.content.files[0]?.bytes ?? '', 'base64'),
          'root.pem':
            pem('CERTIFICATE', pki.certificate('root')) + pem('CERTIFICATE', pki.certificate('signature')),
          'ca.pem': pem('CERTIFICATE', pki.certificate('signature')),
        },
      );
      expect(`${status} ${text}`).toMatch(/^0 .*successful/s);
    }
    expect(deps.issuer).toContain('https');
  });

  it('E5: the town finds it by period, shows it with every signature judged', async () => {
    const { town, deps } = nursery;
    const params = { organisation: town.organisation.id, application: id };
    const search = async (query: string) =>
      viewOf<ReceivedApplicationsView>(
        await searchApplications(await as(town.representative, { params, query }), deps),
      ).applications;
    expect(await search('from=2026-11-01&to=2026-11-22')).toMatchObject([
      {
        id,
        applicant: { name: 'Camille MARTIN' },
        status: 'submitted',
        title: { fr: 'Place en crèche municipale' },
      },
    ]);
    expect(await search('from=2026-11-01&to=2026-11-21')).toEqual([]);
    expect(await search('from=2026-11-23&to=2026-11-30')).toEqual([]);
    const received = viewOf<ReceivedApplicationView>(
      await showReceivedApplication(await as(town.representative, { params }), deps),
    );
    expect(received.verification).toMatchObject({ valid: true, signer: 'Camille MARTIN', kind: 'signature' });
    expect(received.content.values).toEqual(NURSERY_VALUES);
    expect(received.documents).toMatchObject([
      {
        signature: document,
        verification: { valid: true, signer: 'Denis DELEGATE' },
        delivery: { confirmed: true, failures: [] },
        content: { values: { 'employed-since': '2019-09-02' } },
      },
    ]);
  });

  it('E4: “Show attributes” tells by what right the document was signed', async () => {
    const { town, deps } = nursery;
    const params = { organisation: town.organisation.id, application: id };
    const query = 'document=employment-certificate';
    const shown = viewOf<AttributesView>(
      await showAttributes(await as(town.representative, { params, query }), deps),
    );
    expect(shown.authority).toMatchObject({
      authorised: true,
      failures: [],
      basis: 'attribute',
      attribute: { post: 'Head of department', authorities: ['employment-certificate'] },
      delegateSignature: { valid: true },
      approval: { valid: true },
    });
    expect(shown.delivery.confirmed).toBe(true);
  });

  it('E5: the town answers under its official seal; the answer is in the parent’s safe and notices', async () => {
    const { parent, town, deps, aws } = nursery;
    const toSign = await prepareAnswer(town.representative, town, id, deps);
    const seal = await sign(town.seal, toSign);
    const answered = await answerSealed(town.representative, town, id, seal, deps);
    expect(answered).toMatchObject({ status: 'answered', outcome: 'accepted', answer: { signature: seal } });
    const safe = (await nursery.box(parent, 'safe')).find(({ content }) =>
      content.title.includes('Accepted'),
    );
    expect(safe?.content).toMatchObject({ from: 'Ville Specimen', files: [{ bytes: seal }] });
    const notices = (await nursery.box(parent, 'notices')).map(({ content }) => content.title);
    expect(notices).toContain('Answer to “Place in a municipal nursery”: Accepted');
    expect(aws.sent.queued.filter(({ template }) => template === 'application-answered')).toHaveLength(1);
    expect(await show(parent, id, deps)).toMatchObject({
      status: 'answered',
      outcome: 'accepted',
      answer: { text: expect.stringContaining('Lucioles'), decidedOn: '2026-11-22' },
    });
  });
});
