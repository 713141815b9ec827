import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Procedure, ReceivedApplicationView, Texts } from '../../../lambdas/contracts/procedures.ts';
import { issueDocument } from '../../../lambdas/endpoints/procedures/issue-document.ts';
import { requestDocument } from '../../../lambdas/endpoints/procedures/request-document.ts';
import { showReceivedApplication } from '../../../lambdas/endpoints/procedures/show-received-application.ts';
import {
  answerSealed,
  begin,
  fill,
  issueSigned,
  prepareAnswer,
  requestIn,
  show,
  submit,
} from '../../support/nursery.ts';
import {
  ADDRESS,
  as,
  sign,
  startProcedures,
  toSignOf,
  viewOf,
  type World,
} from '../../support/procedures.ts';

const text = (en: string): Texts => ({ en, fr: `${en} (fr)`, ja: `${en} (ja)` });

/** A procedure that exists in this test only: another form, two documents from others, answered by an agency. */
const fishing: Procedure = {
  id: 'fishing-permit',
  version: 3,
  title: text('Fishing permit'),
  summary: text('Fish in rivers'),
  authority: 'agency',
  sections: [
    {
      id: 'where',
      title: text('Where'),
      fields: [
        { id: 'river', type: 'text', label: text('River'), maxLength: 40 },
        { id: 'rods', type: 'number', label: text('Rods'), min: 1, max: 4 },
        { id: 'home', type: 'address', label: text('Home'), prefill: 'address' },
      ],
    },
  ],
  documents: [
    {
      id: 'membership',
      title: text('Membership'),
      text: text('Of the club'),
      issuer: { kind: 'company', authority: 'hr-requests' },
      request: [],
      form: [
        {
          id: 'm',
          title: text('Member'),
          fields: [{ id: 'since', type: 'date', label: text('Since'), latest: 'today' }],
        },
      ],
    },
    {
      id: 'insurance',
      title: text('Insurance'),
      text: text('If you have one'),
      optional: true,
      issuer: { kind: 'company', authority: 'sign-contracts' },
      request: [],
      form: [],
    },
  ],
  signature: 'qualified',
  answer: {
    authority: 'official-answers',
    outcomes: [{ value: 'granted', label: text('Granted'), positive: true }],
    seal: 'official-seal',
  },
};

let world: World;
beforeAll(async () => {
  world = await startProcedures([fishing]);
});
afterAll(() => world.stop());

describe('another procedure', () => {
  it('E5: needs a declaration and no code, from the form to the sealed answer', async () => {
    const { deps } = world;
    const agency = await world.organisation('000000026', 'agency', 'Office des eaux');
    const club = await world.organisation('000000018', 'company', 'Club de pêche');
    const secretary = await world.delegate(club, ['hr-requests']);
    const angler = await world.person('Ariel ANGLER', 'fr');

    const draft = await begin(angler, agency, deps, 'fishing-permit');
    expect(draft.values).toEqual({ home: ADDRESS });
    const filled = await fill(angler, draft, deps, { river: 'Saône', rods: '2', home: ADDRESS });
    const body = { from: 'issuer', document: 'membership', issuer: '000000018', values: {} } as const;
    await requestDocument(await as(angler, { body, params: { application: draft.id } }), deps);
    const request = requestIn(await show(angler, draft.id, deps), 'membership');
    const values = { since: '2020-05-01' };
    const params = { request };
    const toSign = toSignOf(await issueDocument(await as(secretary, { body: { values }, params }), deps));
    await issueSigned(secretary, request, await sign(secretary.signing, toSign), deps);

    const application = await show(angler, filled.id, deps);
    expect(application.problems).toEqual([]); // the other document is optional
    await submit(angler, application, await sign(angler.signing, application.toSign), deps);
    const received = viewOf<ReceivedApplicationView>(
      await showReceivedApplication(
        await as(agency.representative, { params: { organisation: '000000026', application: draft.id } }),
        deps,
      ),
    );
    expect(received).toMatchObject({
      content: { procedure: { id: 'fishing-permit', version: 3, title: 'Fishing permit (fr)' } },
      documents: [{ document: 'membership', delivery: { confirmed: true }, content: { values } }],
    });
    const answer = { outcome: 'granted', text: 'Petri Heil.' };
    const sealed = await sign(
      agency.seal,
      await prepareAnswer(agency.representative, agency, draft.id, deps, answer),
    );
    await answerSealed(agency.representative, agency, draft.id, sealed, deps);
    const titles = (await world.box(angler)).map(({ content }) => content.title);
    expect(titles).toContain('Réponse à « Fishing permit (fr) » : Granted (fr)');
  });

  it('E5: a draft of an older form is not sent: it is begun anew', async () => {
    const { deps } = world;
    const agency = await world.organisation('000000034', 'agency', 'Autre office');
    const angler = await world.person('Bela BANK');
    const draft = await begin(angler, agency, deps, 'fishing-permit');
    const newer = { ...deps, procedures: [{ ...fishing, version: 4 }] };
    await expect(fill(angler, draft, newer, {})).rejects.toThrow(
      expect.objectContaining({ code: 'procedure-changed' }),
    );
  });
});
