import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { fromBase64 } from '../../../lambdas/domain/signed-document/digest.ts';
import { issueDocument } from '../../../lambdas/endpoints/procedures/issue-document.ts';
import { listDocumentRequests } from '../../../lambdas/endpoints/procedures/list-document-requests.ts';
import { refuseDocument } from '../../../lambdas/endpoints/procedures/refuse-document.ts';
import { requestDocument } from '../../../lambdas/endpoints/procedures/request-document.ts';
import {
  ask,
  begin,
  fill,
  issueSigned,
  type Nursery,
  prepareIssue,
  requestIn,
  show,
  startNursery,
} from '../../support/nursery.ts';
import { as, EMPLOYEE_VALUES, EMPLOYMENT_VALUES, sign } from '../../support/procedures.ts';

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
const bytesOf = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64');

describe('the request of a document', () => {
  it('E5: is complete, to an organisation of the right kind, for a document of the procedure', async () => {
    const { parent, town, deps } = nursery;
    const draft = await begin(parent, town, deps);
    const send = async (body: object) =>
      requestDocument(
        await as(parent, {
          body: {
            from: 'issuer' as const,
            document: 'employment-certificate',
            issuer: '000000018',
            values: EMPLOYEE_VALUES,
            ...body,
          },
          params: { application: draft.id },
        }),
        deps,
      );
    await expect(send({ document: 'diploma' })).rejects.toThrow(refused('no-such-document'));
    await expect(send({ issuer: '000000026' })).rejects.toThrow(refused('organisation-not-fit'));
    await expect(send({ values: {} })).rejects.toThrow(
      refused('form-incorrect', withField('department', 'missing')),
    );
  });

  it('E5: asked twice it stays one; asked of another employer it takes the place of the first', async () => {
    const { parent, town, company, clerk, deps } = nursery;
    const other = await nursery.organisation('000000034', 'company', 'Other Specimen');
    const draft = await begin(parent, town, deps);
    const first = requestIn(await ask(parent, draft, company, deps));
    expect(requestIn(await ask(parent, draft, company, deps))).toBe(first);
    const second = requestIn(await ask(parent, draft, other, deps));
    expect(second).not.toBe(first);
    await expect(prepareIssue(clerk, first, deps)).rejects.toThrow(refused('no-such-document-request'));
    expect(await prepareIssue(other.representative, second, deps)).toBeTruthy();
  });

  it('E5: a refusal reaches the parent with its reason, and another request may follow', async () => {
    const { parent, town, company, clerk, deps } = nursery;
    const draft = await fill(parent, await begin(parent, town, deps), deps);
    const request = requestIn(await ask(parent, draft, company, deps));
    const body = { reason: 'Not employed here since June.' };
    const refuse = async (reason = body) =>
      refuseDocument(await as(clerk, { body: reason, params: { request } }), deps);
    await refuse();
    await refuse(); // the answer was lost: the same refusal again
    await expect(refuse({ reason: 'Another reason.' })).rejects.toThrow(refused('request-already-decided'));
    await expect(prepareIssue(clerk, request, deps)).rejects.toThrow(refused('request-already-decided'));
    const view = await show(parent, draft.id, deps);
    expect(view.documents[0]).toMatchObject({ status: 'refused', reason: body.reason });
    expect(view.problems).toEqual([{ field: 'document:employment-certificate', code: 'document-refused' }]);
    expect(await nursery.events('document.refused')).toHaveLength(1);
    expect(requestIn(await ask(parent, draft, company, deps))).not.toBe(request);
  });
});

describe('the document of the employer', () => {
  const asked = async () => {
    const { parent, town, company, deps } = nursery;
    return requestIn(await ask(parent, await begin(parent, town, deps), company, deps));
  };

  it('E4: is not for clerks of another organisation, nor for the parent', async () => {
    const { parent, town, deps } = nursery;
    const request = await asked();
    const stranger = refused('not-of-this-organisation');
    await expect(prepareIssue(town.representative, request, deps)).rejects.toThrow(stranger);
    await expect(prepareIssue(parent, request, deps)).rejects.toThrow(stranger);
    const params = { organisation: '000000018' };
    await expect(listDocumentRequests(await as(parent, { params }), deps)).rejects.toThrow(stranger);
  });

  it('E4: is not for a delegate whose attribute does not cover it', async () => {
    const { company, deps } = nursery;
    const request = await asked();
    const outOfScope = await nursery.delegate(company, ['sign-contracts']);
    await expect(prepareIssue(outOfScope, request, deps)).rejects.toThrow(refused('no-authority-for-this'));
    const params = { organisation: '000000018' };
    const listed = await listDocumentRequests(await as(outOfScope, { params }), deps);
    expect(listed.body).toEqual({ requests: [] });
  });

  it('E4: a signature whose certificate holds no such attribute is refused, whoever is logged in', async () => {
    const { company, deps } = nursery;
    const request = await asked();
    const toSign = await prepareIssue(company.representative, request, deps);
    const signature = await sign(company.representative.signing, toSign); // personal, not corporate
    await expect(issueSigned(company.representative, request, signature, deps)).rejects.toThrow(
      refused('authority-not-confirmed', withField('authority', 'no-attribute')),
    );
    const corporate = await sign(company.seal, toSign);
    expect(await issueSigned(company.representative, request, corporate, deps)).toMatchObject({
      status: 'issued',
    });
  });

  it('E4: a signature out of scope is refused as such', async () => {
    const { company, deps } = nursery;
    const request = await asked();
    const clerk = await nursery.delegate(company, ['employment-certificate']);
    const toSign = await prepareIssue(clerk, request, deps);
    const signature = await sign(clerk.signing, toSign);
    const found = await deps.attributes.ofHolder(clerk.account.id);
    // Between the door and the check the register says less: the document itself is judged, not the session.
    const [attribute] = found;
    let asks = 0;
    const narrowed = {
      ...deps,
      attributes: {
        ...deps.attributes,
        ofHolder: async (id: string) => {
          asks += 1;
          if (id !== clerk.account.id || asks === 1 || !attribute) return found;
          return [{ ...attribute, authorities: ['sign-contracts' as const] }];
        },
      },
    };
    const sending = await as(clerk, { body: { signature }, params: { request } });
    await expect(issueDocument(sending, narrowed)).rejects.toThrow(refused('authority-out-of-scope'));
  });

  it('D3: an AUTHENTICATION certificate signs no document', async () => {
    const { clerk, deps } = nursery;
    const request = await asked();
    const signature = await sign(clerk.authentication, await prepareIssue(clerk, request, deps));
    await expect(issueSigned(clerk, request, signature, deps)).rejects.toThrow(
      refused('authentication-certificate-used'),
    );
  });

  it('E4: somebody else’s signature does not count', async () => {
    const { parent, clerk, deps } = nursery;
    const request = await asked();
    const signature = await sign(parent.signing, await prepareIssue(clerk, request, deps));
    await expect(issueSigned(clerk, request, signature, deps)).rejects.toThrow(
      refused('not-your-certificate'),
    );
  });

  it('E4: what is signed is the document that was asked for, complete and of today', async () => {
    const { clerk, deps } = nursery;
    const request = await asked();
    const toSign = await prepareIssue(clerk, request, deps);
    const content = JSON.parse(Buffer.from(toSign, 'base64').toString()) as Record<string, unknown>;
    const attempt = async (changes: object) =>
      issueSigned(clerk, request, await sign(clerk.signing, bytesOf({ ...content, ...changes })), deps);
    const differs = refused('content-differs');
    await expect(attempt({ person: { name: 'Somebody ELSE', birthdate: '1980-01-01' } })).rejects.toThrow(
      differs,
    );
    await expect(attempt({ request: 'another' })).rejects.toThrow(differs);
    await expect(attempt({ issuedOn: '2020-01-01' })).rejects.toThrow(differs);
    await expect(attempt({ extra: true })).rejects.toThrow(differs);
    await expect(attempt({ values: [] })).rejects.toThrow(differs);
    await expect(attempt({ values: { contract: 7 } })).rejects.toThrow(differs);
    await expect(attempt({ values: { ...EMPLOYMENT_VALUES, contract: 'eternal' } })).rejects.toThrow(
      refused('form-incorrect', withField('contract', 'choose')),
    );
    const noise = await sign(clerk.signing, Buffer.from('not JSON').toString('base64'));
    await expect(issueSigned(clerk, request, noise, deps)).rejects.toThrow(differs);
  });

  it('D6: garbage, and a signature that was touched, are refused with the reason', async () => {
    const { clerk, deps } = nursery;
    const request = await asked();
    const signature = await sign(clerk.signing, await prepareIssue(clerk, request, deps));
    const bytes = fromBase64(signature);
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    const touched = Buffer.from(bytes).toString('base64');
    await expect(issueSigned(clerk, request, touched, deps)).rejects.toThrow(
      refused('signature-not-confirmed', withField('signature', 'bad-signature')),
    );
    await expect(issueSigned(clerk, request, 'AAAAAAAA', deps)).rejects.toThrow(
      refused('signature-not-confirmed', withField('signature', 'unreadable')),
    );
  });

  it('E4: a revoked or suspended SIGNATURE certificate issues nothing', async () => {
    const { company, deps } = nursery;
    const request = await asked();
    const clerk = await nursery.delegate(company, ['employment-certificate']);
    const toSign = await prepareIssue(clerk, request, deps);
    const Item = toItem({ ...clerk.signing.record, status: 'suspended', version: 2 });
    await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item }));
    await expect(issueSigned(clerk, request, await sign(clerk.signing, toSign), deps)).rejects.toThrow(
      refused('certificate-not-live'),
    );
    await nursery.revoke(clerk.signing.record);
    await expect(issueSigned(clerk, request, await sign(clerk.signing, toSign), deps)).rejects.toThrow(
      refused('signature-not-confirmed', withField('signature', 'revoked')),
    );
  });

  it('E5: of many signatures at once one issues; the same one again is the same', async () => {
    const { clerk, deps, parent } = nursery;
    const before = (await nursery.box(parent, 'safe')).length;
    const request = await asked();
    const toSign = await prepareIssue(clerk, request, deps);
    const signatures = await Promise.all(Array.from({ length: 6 }, () => sign(clerk.signing, toSign)));
    const outcomes = await Promise.allSettled(
      signatures.map((one) => issueSigned(clerk, request, one, deps)),
    );
    const [won, ...others] = outcomes.filter(({ status }) => status === 'fulfilled');
    expect([won?.status, others.length]).toEqual(['fulfilled', 0]);
    const at = outcomes.findIndex(({ status }) => status === 'fulfilled');
    const again = await issueSigned(clerk, request, signatures[at] ?? '', deps);
    expect(again.signature).toBe(signatures[at]);
    expect((await nursery.box(parent, 'safe')).length).toBe(before + 1);
  });
});
