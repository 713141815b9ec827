import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import type { Decided } from '../../../lambdas/domain/document-request/document-request.ts';
import { digestOf, fromBase64 } from '../../../lambdas/domain/signed-document/digest.ts';
import {
  ask,
  begin,
  fill,
  issue,
  type Nursery,
  ready,
  requestIn,
  show,
  startNursery,
  submit,
} from '../../support/nursery.ts';
import { later, NOW, NURSERY_VALUES, type Person, sign } from '../../support/procedures.ts';

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

/** Exchanges the kept signed document of a request, as somebody with the table would. */
async function exchange(request: string, owner: Person, decided: Decided, changes: object = {}) {
  const { deps } = nursery;
  const found = await deps.documentRequests.find(request);
  const { id, wrappedKey } = owner.account;
  const outcome = await deps.personalData.seal(id, wrappedKey, decided);
  const Item = toItem({ ...found, outcome, ...changes });
  await dynamo().send(new PutItemCommand({ TableName: 'document-requests', Item }));
}

describe('sending the application', () => {
  it('E5: nothing is sent while the form or a document is missing', async () => {
    const { parent, town, deps } = nursery;
    const draft = await begin(parent, town, deps);
    const signature = await sign(parent.signing, bytesOf({}));
    await expect(submit(parent, draft, signature, deps)).rejects.toThrow(
      refused('form-incorrect', withField('child-name', 'missing')),
    );
    const filled = await fill(parent, draft, deps);
    await expect(submit(parent, filled, signature, deps)).rejects.toThrow(
      refused('documents-missing', withField('document:employment-certificate', 'document-missing')),
    );
  });

  it('E5: an application that was changed after it was signed is not sent', async () => {
    const { parent, deps } = nursery;
    const application = await ready(nursery);
    const signature = await sign(parent.signing, application.toSign);
    await fill(parent, application, deps, { ...NURSERY_VALUES, 'days-a-week': '3' });
    await expect(submit(parent, application, signature, deps)).rejects.toThrow(refused('content-differs'));
    expect((await show(parent, application.id, deps)).status).toBe('draft');
  });

  it('E5: who guesses the version that sending makes does not change what is being sent', async () => {
    const { parent, deps } = nursery;
    const application = await ready(nursery);
    const signature = await sign(parent.signing, application.toSign);
    const find: typeof deps.applications.find = async (id) => {
      const read = await deps.applications.find(id);
      if (read?.status === 'draft') await submit(parent, application, signature, deps);
      return read;
    };
    const slow = { ...deps, applications: { ...deps.applications, find } };
    const { version } = await deps.applications.find(application.id).then((found) => found ?? { version: 0 });
    const receipted = 2; // the submission, and that its receipt was filed
    const guess = { ...application, version: version + receipted };
    await expect(fill(parent, guess, slow, { ...NURSERY_VALUES, 'days-a-week': '1' })).rejects.toThrow(
      refused('application-changed'),
    );
    expect((await show(parent, application.id, deps)).values).toEqual(NURSERY_VALUES);
  });

  it('D3, D1: only one’s own SIGNATURE certificate sends', async () => {
    const { parent, clerk, company, pki, deps } = nursery;
    const application = await ready(nursery);
    const attempt = async (key: Parameters<typeof sign>[0]) =>
      submit(parent, application, await sign(key, application.toSign), deps);
    await expect(attempt(parent.authentication)).rejects.toThrow(refused('authentication-certificate-used'));
    await expect(attempt(clerk.signing)).rejects.toThrow(refused('not-your-certificate'));
    await expect(attempt(company.seal)).rejects.toThrow(refused('wrong-certificate-kind'));
    const record = {
      signer: pki.keys['signature-records'],
      certificate: pki.certificate('signature-records'),
    };
    const simple = attempt(record); // the seal of a simple signature (D2)
    await expect(simple).rejects.toThrow(refused('signature-level-too-low'));
  });

  it('E2: an attachment that was exchanged after it was hashed stops the application', async () => {
    const { parent, clerk, deps } = nursery;
    const application = await ready(nursery);
    const signature = await sign(parent.signing, application.toSign);
    const other = await sign(
      clerk.signing,
      bytesOf({ type: 'guichet/document', values: { contract: 'permanent' } }),
    );
    await exchange(requestIn(application), parent, { signature: other });
    await expect(submit(parent, application, signature, deps)).rejects.toThrow(refused('document-altered'));
    expect((await show(parent, application.id, deps)).problems).toEqual([
      { field: 'document:employment-certificate', code: 'document-altered' },
    ]);
    // and with the register changed too, the signed application names another digest
    await exchange(
      requestIn(application),
      parent,
      { signature: other },
      { digest: digestOf(fromBase64(other)) },
    );
    await expect(submit(parent, application, signature, deps)).rejects.toThrow(refused('content-differs'));
  });

  it('E4: a document whose signer lost the authority meanwhile does not go along', async () => {
    const { parent, town, company, deps } = nursery;
    const clerk = await nursery.delegate(company, ['employment-certificate']);
    const filled = await fill(parent, await begin(parent, town, deps), deps);
    await issue(clerk, requestIn(await ask(parent, filled, company, deps)), deps);
    const application = await show(parent, filled.id, deps);
    const [attribute] = await deps.attributes.ofHolder(clerk.account.id);
    await deps.attributes.revoke(attribute?.id ?? '', 'representative', NOW);
    const signature = await sign(parent.signing, application.toSign);
    await expect(submit(parent, application, signature, deps)).rejects.toThrow(
      refused('document-not-confirmed', withField('document:employment-certificate', 'attribute-revoked')),
    );
  });

  it('E5: nothing is sent twice, even by many tabs at once', async () => {
    const { parent, deps } = nursery;
    const application = await ready(nursery);
    const signatures = await Promise.all(
      Array.from({ length: 5 }, () => sign(parent.signing, application.toSign)),
    );
    const outcomes = await Promise.allSettled(
      signatures.map((signature) => submit(parent, application, signature, deps)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const sentOnce = await show(parent, application.id, deps);
    const won = signatures.find((one) => digestOf(fromBase64(one)) === sentOnce.digest) ?? '';
    expect((await submit(parent, application, won, deps)).submittedAt).toBe(sentOnce.submittedAt);
    const late = await sign(parent.signing, application.toSign, later(60));
    await expect(submit(parent, application, late, deps)).rejects.toThrow(
      refused('application-already-submitted'),
    );
    await expect(fill(parent, sentOnce, deps)).rejects.toThrow(refused('application-already-submitted'));
  });
});
