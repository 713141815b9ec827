import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chooseDocumentType } from '../../../lambdas/endpoints/enrolment/choose-document-type.ts';
import { confirmForm } from '../../../lambdas/endpoints/enrolment/confirm-form.ts';
import { fillForm } from '../../../lambdas/endpoints/enrolment/fill-form.ts';
import { show } from '../../../lambdas/endpoints/enrolment/show.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import {
  dossierAt,
  ENROLMENT_TABLES,
  type EnrolmentDeps,
  enrolmentDeps,
  FORM,
  refusalOf,
  requestOf,
  viewOf,
} from '../../support/enrolment.ts';

let aws: TestAws;
let deps: EnrolmentDeps;

beforeAll(async () => {
  aws = await startAws(ENROLMENT_TABLES);
  deps = enrolmentDeps();
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-21T10:00:00Z');

describe('document type and form', () => {
  it('A4: type, form, review and confirmation follow each other', async () => {
    const { cookie } = await dossierAt(deps, { step: 'phone-verified' }, {}, NOW);
    const early = await refusalOf(fillForm(requestOf(FORM, { cookie, now: NOW }), deps));
    expect(early).toMatchObject({ kind: 'conflict', code: 'step-out-of-order' });
    const documentType = 'national-identity-card' as const;
    const typed = await chooseDocumentType(requestOf({ documentType }, { cookie, now: NOW }), deps);
    expect(viewOf(typed).sides).toEqual(['front', 'back']);
    const filled = await fillForm(requestOf(FORM, { cookie, now: NOW }), deps);
    expect(viewOf(filled)).toMatchObject({ step: 'form-filled', form: FORM });
    const confirmed = await confirmForm(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(confirmed).step).toBe('form-confirmed');
    const again = await confirmForm(requestOf(undefined, { cookie, now: NOW }), deps);
    expect(viewOf(again).step).toBe('form-confirmed');
  });

  it('A12: what is wrong is listed by field, and what was entered is kept', async () => {
    const { cookie } = await dossierAt(deps, { step: 'document-type-chosen' }, {}, NOW);
    const wrong = {
      ...FORM,
      birthdate: '2015-02-01',
      birthPlace: '',
      address: { ...FORM.address, country: 'US' },
    };
    const refusal = await refusalOf(fillForm(requestOf(wrong, { cookie, now: NOW }), deps));
    expect(refusal).toMatchObject({ kind: 'unprocessable', code: 'form-incorrect' });
    const fields = (refusal.details.fields as { field: string }[]).map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['birthdate', 'birthPlace', 'address.country']));
    const shown = viewOf(await show(requestOf(undefined, { cookie, now: NOW }), deps));
    expect(shown).toMatchObject({
      step: 'document-type-chosen',
      form: { familyName: 'Martin', birthdate: '2015-02-01' },
    });
  });

  it('X1: what a person typed is nowhere in the table in clear', async () => {
    const { cookie, dossier } = await dossierAt(deps, { step: 'document-type-chosen' }, {}, NOW);
    await fillForm(requestOf(FORM, { cookie, now: NOW }), deps);
    const stored = JSON.stringify((await deps.dossiers.load(dossier.enrolment.id))?.enrolment);
    for (const word of ['Martin', 'Maëlys', 'rue de la Paix', '1990-07-13', 'example.org']) {
      expect(stored).not.toContain(word);
    }
  });
});
