import { describe, expect, it } from 'vitest';
import type { FormSection, FormValues, Procedure, Texts } from '../../../lambdas/contracts/procedures.ts';
import type { AccountIdentity } from '../../../lambdas/domain/account/account-identity.ts';
import { applicantOf, prefilled } from '../../../lambdas/domain/procedure/prefill.ts';
import { nursery } from '../../../lambdas/domain/procedure/procedures/nursery.ts';
import { PROCEDURES } from '../../../lambdas/domain/procedure/procedures.ts';
import { requireProcedure } from '../../../lambdas/domain/procedure/require-procedure.ts';
import {
  problemsOf,
  requireComplete,
  requirePossible,
  tidied,
} from '../../../lambdas/domain/procedure/validate-form.ts';

const TODAY = '2026-11-22';
const label: Texts = { en: 'Field', fr: 'Champ', ja: '項目' };
const form = (...fields: FormSection['fields']): FormSection[] => [{ id: 's', title: label, fields }];
const codes = (sections: FormSection[], values: FormValues) =>
  problemsOf(sections, values, TODAY).map(({ field, code }) => `${field} ${code}`);

const ADDRESS = { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' };
const NURSERY_VALUES: FormValues = {
  home: ADDRESS,
  household: 'two-parents',
  'children-at-home': '2',
  'child-name': 'Lou MARTIN',
  'child-birthdate': '2025-03-01',
  start: '2027-01-04',
  'days-a-week': '5',
  hours: 'long',
};

describe('forms by their declaration', () => {
  it('E5: a complete nursery form has no problem; an empty one names every field that is needed', () => {
    expect(problemsOf(nursery.sections, NURSERY_VALUES, TODAY)).toEqual([]);
    const needed = nursery.sections.flatMap(({ fields }) => fields).filter(({ optional }) => !optional);
    expect(problemsOf(nursery.sections, {}, TODAY)).toEqual(
      needed.map(({ id }) => ({ field: id, code: 'missing' })),
    );
  });

  it('E5: a text is as long as declared, counted in characters, and of one line unless told', () => {
    const short = form({ id: 'a', type: 'text', label, maxLength: 3 });
    expect(codes(short, { a: 'été' })).toEqual([]);
    expect(codes(short, { a: '😀😀😀' })).toEqual([]);
    expect(codes(short, { a: 'étés' })).toEqual(['a too-long']);
    expect(codes(short, { a: 'a\nb' })).toEqual(['a one-line']);
    expect(codes(form({ id: 'a', type: 'text', label, maxLength: 9, lines: 3 }), { a: 'a\nb' })).toEqual([]);
  });

  it('E5: characters that hide what is signed are refused', () => {
    const text = form({ id: 'a', type: 'text', label, maxLength: 30 });
    for (const hidden of ['\u0000', '\u001b[31m', '\u202etxt', '\u2066x'])
      expect(codes(text, { a: `a${hidden}` })).toEqual(['a invalid']);
  });

  it('E5: a date exists, and lies between the days declared; today is an argument', () => {
    const future = form({ id: 'a', type: 'date', label, earliest: 'today', latest: '2026-12-31' });
    expect(codes(future, { a: TODAY })).toEqual([]);
    expect(codes(future, { a: '2026-11-21' })).toEqual(['a too-early']);
    expect(codes(future, { a: '2027-01-01' })).toEqual(['a too-late']);
    expect(codes(future, { a: '2026-02-30' })).toEqual(['a date']);
    expect(codes(future, { a: '22/11/2026' })).toEqual(['a date']);
  });

  it('E5: a presumed date of birth stands where it comes from the identity, nowhere else', () => {
    const birth = form({ id: 'a', type: 'date', label, prefill: 'birthdate', latest: 'today' });
    expect(codes(birth, { a: '1990-00-00' })).toEqual([]);
    expect(codes(form({ id: 'a', type: 'date', label }), { a: '1990-00-00' })).toEqual(['a date']);
  });

  it('E5: a choice is one of those offered, a number a number within its bounds', () => {
    const choices = form({ id: 'a', type: 'choice', label, choices: [{ value: 'x', label }] });
    expect(codes(choices, { a: 'x' })).toEqual([]);
    expect(codes(choices, { a: 'y' })).toEqual(['a choose']);
    const hours = form({ id: 'a', type: 'number', label, min: 1, max: 60, decimals: 1 });
    expect(codes(hours, { a: '37.5' })).toEqual([]);
    for (const wrong of ['1e1', '0x10', ' 7', '37.55', '--1', 'NaN']) {
      expect(codes(hours, { a: wrong })).toEqual(['a number']);
    }
    expect(codes(hours, { a: '61' })).toEqual(['a out-of-range']);
    expect(codes(form({ id: 'a', type: 'number', label, min: 1, max: 6 }), { a: '2.0' })).toEqual([
      'a number',
    ]);
  });

  it('E5: an address names each part that is wrong', () => {
    const home = form({ id: 'home', type: 'address', label });
    expect(codes(home, { home: ADDRESS })).toEqual([]);
    expect(codes(home, { home: { ...ADDRESS, city: '', country: 'France' } })).toEqual([
      'home.city missing',
      'home.country too-long',
    ]);
    expect(codes(home, { home: 'Lyon' })).toEqual(['home invalid']);
  });

  it('E5: a field that the form does not have is refused, an inherited name too', () => {
    expect(codes(form(), { other: 'x' })).toEqual(['other unknown']);
    expect(codes(form(), { constructor: 'x' })).toEqual(['constructor unknown']);
  });

  it('E5: a draft may have gaps, but nothing impossible; what is sent may not', () => {
    requirePossible(nursery.sections, { household: 'one-parent' }, TODAY);
    expect(() => requirePossible(nursery.sections, { household: 'three' }, TODAY)).toThrow(
      expect.objectContaining({ code: 'form-incorrect', details: expect.anything() }),
    );
    expect(() => requireComplete(nursery.sections, { household: 'one-parent' }, TODAY)).toThrow(
      expect.objectContaining({ code: 'form-incorrect' }),
    );
  });

  it('E5: what is kept has one spelling', () => {
    expect(
      tidied({ a: ' e\u0301te\u0301 ', b: '  ', c: 'x\r\ny', d: { ...ADDRESS, country: 'fr ' } }),
    ).toEqual({
      a: 'été',
      c: 'x\ny',
      d: ADDRESS,
    });
  });
});

describe('fields filled in beforehand', () => {
  const camille: AccountIdentity = {
    given_name: 'Camille Anne',
    family_name: 'MARTIN',
    preferred_username: 'DURAND',
    birthdate: '1990-03-27',
    gender: 'female',
    birthplace: '69123',
    birthcountry: '99100',
    email: 'camille@example.org',
    phone_number: '+33612345678',
    address: ADDRESS,
  };

  it('E5: name, date of birth and address come from the identity', () => {
    expect(prefilled(nursery.sections, camille)).toEqual({
      home: ADDRESS,
    });
    expect(prefilled(nursery.documents[0]?.request ?? [], camille)).toEqual({
      'employee-name': 'Camille Anne MARTIN',
      'employee-birthdate': '1990-03-27',
    });
    expect(applicantOf(camille).address).toBe('4 rue de la Loge, 69001 Lyon, FR');
  });

  it('E5: an identity without an address leaves the field open', () => {
    const { address: _, ...without } = camille;
    expect(prefilled(nursery.sections, without)).toEqual({});
  });
});

describe('declarations', () => {
  const all = (procedure: Procedure) => [
    procedure.sections,
    ...procedure.documents.flatMap(({ request, form: issued }) => [request, issued]),
  ];

  it('E5: ids are unique and plain, within each form and among procedures', () => {
    const ids = PROCEDURES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const sections of PROCEDURES.flatMap(all)) {
      const fields = sections.flatMap((section) => section.fields.map(({ id }) => id));
      expect(new Set(fields).size).toBe(fields.length);
      for (const id of fields) expect(id).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
    }
  });

  it('E5: every text stands in each language', () => {
    const texts: Texts[] = [];
    JSON.stringify(PROCEDURES, (_, value) => {
      if (value?.en !== undefined) texts.push(value);
      return value;
    });
    expect(texts.length).toBeGreaterThan(50);
    for (const text of texts) expect([text.en, text.fr, text.ja].every((one) => one?.trim())).toBe(true);
  });

  it('E5: an unknown procedure is refused', () => {
    expect(() => requireProcedure(PROCEDURES, 'moon-permit')).toThrow(
      expect.objectContaining({ code: 'no-such-procedure' }),
    );
  });
});
