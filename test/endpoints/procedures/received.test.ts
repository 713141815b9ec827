import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import type { AttributesView, ReceivedApplicationView } from '../../../lambdas/contracts/procedures.ts';
import type { Decided } from '../../../lambdas/domain/document-request/document-request.ts';
import { answerApplication } from '../../../lambdas/endpoints/procedures/answer-application.ts';
import { searchApplications } from '../../../lambdas/endpoints/procedures/search-applications.ts';
import { showAttributes } from '../../../lambdas/endpoints/procedures/show-attributes.ts';
import { showReceivedApplication } from '../../../lambdas/endpoints/procedures/show-received-application.ts';
import { withdrawApplication } from '../../../lambdas/endpoints/procedures/withdraw-application.ts';
import {
  answerSealed,
  ask,
  begin,
  fill,
  issue,
  type Nursery,
  prepareAnswer,
  requestIn,
  sent,
  show,
  startNursery,
  submit,
} from '../../support/nursery.ts';
import { as, NOW, type Person, sign, viewOf } from '../../support/procedures.ts';

let nursery: Nursery;
beforeAll(async () => {
  nursery = await startNursery();
});
beforeEach(async () => {
  nursery = { ...nursery, parent: await nursery.person() };
});
afterAll(() => nursery.stop());

const refused = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
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

describe('the receiving authority', () => {
  const view = async (who: Person, organisation: string, application: string) =>
    viewOf<ReceivedApplicationView>(
      await showReceivedApplication(await as(who, { params: { organisation, application } }), nursery.deps),
    );

  it('E5: clerks of another organisation see nothing, drafts are seen by nobody', async () => {
    const { parent, town, company, deps } = nursery;
    const { id } = await sent(nursery);
    const mayor = town.representative;
    await expect(view(company.representative, '000000026', id)).rejects.toThrow(
      refused('not-of-this-organisation'),
    );
    await expect(view(company.representative, '000000018', id)).rejects.toThrow(
      refused('no-such-application'),
    );
    await expect(view(parent, '000000026', id)).rejects.toThrow(refused('not-of-this-organisation'));
    const draft = await begin(parent, town, deps);
    await expect(view(mayor, '000000026', draft.id)).rejects.toThrow(refused('no-such-application'));
  });

  it('E5: a delegate needs the authority that the procedure names', async () => {
    const { town, deps } = nursery;
    const { id } = await sent(nursery);
    const official = await nursery.delegate(town, ['official-answers']);
    const other = await nursery.delegate(town, ['hr-requests']);
    expect((await view(official, '000000026', id)).id).toBe(id);
    await expect(view(other, '000000026', id)).rejects.toThrow(refused('no-authority-for-this'));
    const params = { organisation: '000000026' };
    const query = 'from=2026-11-01&to=2026-11-30';
    const found = await searchApplications(await as(other, { params, query }), deps);
    expect(found.body).toEqual({ applications: [] });
  });

  it.each([
    '',
    'from=2026-11-01',
    'from=2026-11-31&to=2026-12-01',
    'from=2026-12-02&to=2026-12-01',
    'from=2020-01-01&to=2026-01-01',
  ])('E5: a period that is none is refused: %s', async (query) => {
    const { town, deps } = nursery;
    const request = await as(town.representative, { params: { organisation: '000000026' }, query });
    await expect(searchApplications(request, deps)).rejects.toThrow(refused('period-not-possible'));
  });

  it('E2: an attachment that was exchanged in the register is told, not shown as certified', async () => {
    const { parent, clerk, town } = nursery;
    const application = await sent(nursery);
    const other = await sign(clerk.signing, bytesOf({ type: 'guichet/document' }));
    await exchange(requestIn(application), parent, { signature: other });
    const { documents } = await view(town.representative, '000000026', application.id);
    expect(documents[0]).toMatchObject({
      verification: { valid: false, failure: 'altered' },
      delivery: { confirmed: false, failures: ['digest-differs'] },
    });
  });

  it('E2: a document that the register gives to another person or request is told', async () => {
    const { parent, town } = nursery;
    const application = await sent(nursery);
    const other = await nursery.person('Anna AUTRE');
    await exchange(
      requestIn(application),
      parent,
      {},
      { applicantId: other.account.id, issuerId: '000000034' },
    );
    const { documents } = await view(town.representative, '000000026', application.id);
    expect(documents[0]?.delivery.failures).toEqual(['digest-differs', 'another-person', 'another-request']);
  });

  it('E4: “Show attributes” fails after the end of each link', async () => {
    const { town, deps, parent } = nursery;
    const attributesOf = async (id: string) => {
      const params = { organisation: '000000026', application: id };
      const query = 'document=employment-certificate';
      const shown = await showAttributes(await as(town.representative, { params, query }), deps);
      return viewOf<AttributesView>(shown).authority;
    };
    const sentBy = async (siren: string, end: (made: Awaited<ReturnType<typeof make>>) => Promise<void>) => {
      const made = await make(siren);
      expect(await attributesOf(made.id)).toMatchObject({ authorised: true, failures: [] });
      await end(made);
      return (await attributesOf(made.id)).failures;
    };
    const make = async (siren: string) => {
      const company = await nursery.organisation(siren, 'company', `Company ${siren}`);
      const clerk = await nursery.delegate(company, ['employment-certificate']);
      const filled = await fill(parent, await begin(parent, town, deps), deps);
      await issue(clerk, requestIn(await ask(parent, filled, company, deps)), deps);
      const application = await show(parent, filled.id, deps);
      const { id } = await submit(parent, application, await sign(parent.signing, application.toSign), deps);
      return { id, company, clerk };
    };
    expect(
      await sentBy('000000042', async ({ clerk }) => {
        const [attribute] = await deps.attributes.ofHolder(clerk.account.id);
        await deps.attributes.revoke(attribute?.id ?? '', 'holder', NOW);
      }),
    ).toEqual(['attribute-revoked']);
    expect(await sentBy('000000059', ({ clerk }) => nursery.revoke(clerk.signing.record))).toContain(
      'certificate-revoked',
    );
    expect(await sentBy('000000067', ({ company }) => nursery.revoke(company.seal.record))).toContain(
      'approval-certificate-revoked',
    );
    expect(
      await sentBy('000000075', async ({ company }) => {
        const Item = toItem({ ...company.organisation, status: 'suspended', version: 2 });
        await dynamo().send(new PutItemCommand({ TableName: 'organisations', Item }));
      }),
    ).toEqual(['organisation-not-active']);
  });

  it('E4: attributes of a document that did not come along are not shown', async () => {
    const { town, deps } = nursery;
    const { id } = await sent(nursery);
    const params = { organisation: '000000026', application: id };
    const request = await as(town.representative, { params, query: 'document=diploma' });
    await expect(showAttributes(request, deps)).rejects.toThrow(refused('no-such-document'));
  });
});

describe('the answer', () => {
  const answer = async (id: string, key: Parameters<typeof sign>[0], toSign: string) =>
    answerSealed(nursery.town.representative, nursery.town, id, await sign(key, toSign), nursery.deps);

  it('E5: is sealed by the authority’s own official seal and nothing else', async () => {
    const { town, company, deps } = nursery;
    const { id } = await sent(nursery);
    const toSign = await prepareAnswer(town.representative, town, id, deps);
    await expect(answer(id, town.representative.signing, toSign)).rejects.toThrow(
      refused('wrong-certificate-kind'),
    );
    await expect(answer(id, company.seal, toSign)).rejects.toThrow(refused('wrong-certificate-kind'));
    const otherTown = await nursery.organisation('000000083', 'municipality', 'Autre Ville');
    await expect(answer(id, otherTown.seal, toSign)).rejects.toThrow(refused('not-your-certificate'));
    expect((await answer(id, town.seal, toSign)).status).toBe('answered');
  });

  it('E5: answers this application, with an outcome of the procedure, today', async () => {
    const { town, deps } = nursery;
    const { id } = await sent(nursery);
    const another = await sent(nursery);
    const toSign = await prepareAnswer(town.representative, town, id, deps);
    await expect(answer(another.id, town.seal, toSign)).rejects.toThrow(refused('content-differs'));
    const content = JSON.parse(Buffer.from(toSign, 'base64').toString()) as object;
    const attempt = (changes: object) => answer(id, town.seal, bytesOf({ ...content, ...changes }));
    await expect(attempt({ decidedOn: '2026-11-01' })).rejects.toThrow(refused('content-differs'));
    await expect(attempt({ digest: 'other' })).rejects.toThrow(refused('content-differs'));
    await expect(attempt({ outcome: 'perhaps' })).rejects.toThrow(refused('outcome-unknown'));
    const body = { outcome: 'perhaps', text: 'We do not know.' };
    await expect(prepareAnswer(town.representative, town, id, deps, body)).rejects.toThrow(
      refused('outcome-unknown'),
    );
  });

  it('E5: comes once, and not to an application that was withdrawn', async () => {
    const { parent, town, deps } = nursery;
    const { id } = await sent(nursery);
    const toSign = await prepareAnswer(town.representative, town, id, deps);
    const seals = await Promise.all(Array.from({ length: 4 }, () => sign(town.seal, toSign)));
    const outcomes = await Promise.allSettled(
      seals.map((one) => answerSealed(town.representative, town, id, one, deps)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(prepareAnswer(town.representative, town, id, deps)).rejects.toThrow(
      refused('application-answered'),
    );
    const params = { application: id };
    await expect(withdrawApplication(await as(parent, { params }), deps)).rejects.toThrow(
      refused('application-answered'),
    );
    const gone = await sent(nursery);
    await withdrawApplication(await as(parent, { params: { application: gone.id } }), deps);
    expect((await show(parent, gone.id, deps)).status).toBe('withdrawn');
    await expect(prepareAnswer(town.representative, town, gone.id, deps)).rejects.toThrow(
      refused('application-over'),
    );
    const late = await as(town.representative, {
      body: { signature: seals[0] ?? '' },
      params: { organisation: '000000026', application: gone.id },
    });
    await expect(answerApplication(late, deps)).rejects.toThrow(refused('application-over'));
  });
});
