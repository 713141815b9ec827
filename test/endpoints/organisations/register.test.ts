import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type OrganisationView,
  RegisterOrganisationRequest,
} from '../../../lambdas/contracts/organisations.ts';
import { list } from '../../../lambdas/endpoints/organisations/list.ts';
import { register } from '../../../lambdas/endpoints/organisations/register.ts';
import { show } from '../../../lambdas/endpoints/organisations/show.ts';
import {
  asCitizen,
  later,
  NOW,
  newSiren,
  type Somebody,
  startOrganisations,
} from '../../support/organisations.ts';

let on: Awaited<ReturnType<typeof startOrganisations>>;
let camille: Somebody;
beforeAll(async () => {
  on = await startOrganisations();
  camille = await on.somebody('Camille Founder');
});
afterAll(() => on.aws.stop());

const refusedAs = (code: string) => expect.objectContaining({ code });
const paper = (text: string) => ({
  digest: createHash('sha256').update(text).digest('base64url'),
  size: text.length,
});

const form = (number: string, changes: object = {}) => ({
  number,
  name: 'Acme Specimen',
  kind: 'company',
  town: 'Lyon',
  taxNumber: `FR00${number}`,
  powerOfAttorney: paper('power of attorney'),
  registerExtract: paper('register extract'),
  ...changes,
});
const registerAs = (by: Somebody, body: object, now = NOW) =>
  register(asCitizen(by, v.parse(RegisterOrganisationRequest, body), { now }), on.deps);
const shown = async (by: Somebody, organisation: string) =>
  (await show(asCitizen(by, undefined, { params: { organisation } }), on.deps)).body as OrganisationView;

describe('registering an organisation', () => {
  it('D9: waits for an operator, with the digests of its papers; its founder sees it, nobody else does', async () => {
    const number = newSiren();
    expect(await registerAs(camille, form(number))).toMatchObject({ status: 201 });
    expect(await on.deps.organisations.find(number)).toMatchObject({
      status: 'pending',
      representativeId: camille.account.id,
      registration: { taxNumber: `FR00${number}`, powerOfAttorney: paper('power of attorney') },
    });
    expect(await shown(camille, number)).toMatchObject({ status: 'pending', role: 'representative' });
    const other = await on.somebody('Other Person');
    await expect(shown(other, number)).rejects.toEqual(refusedAs('no-such-organisation'));
    const waiting = await on.deps.organisations.withStatus('pending');
    expect(waiting.map(({ id }) => id)).toContain(number);
  });

  it('D9: asked again by the same person it answers the same; by another it is refused', async () => {
    const number = newSiren();
    await registerAs(camille, form(number));
    expect(await registerAs(camille, form(number), later(60))).toMatchObject({ status: 201 });
    const other = await on.somebody('Other Person');
    await expect(registerAs(other, form(number))).rejects.toEqual(refusedAs('organisation-known'));
    expect((await on.deps.organisations.find(number))?.representativeId).toBe(camille.account.id);
  });

  it('D9: a person’s waiting numbers, shut to others, are few; the same one again is no further one', async () => {
    const squatter = await on.somebody('Sam Squatter');
    const numbers = Array.from({ length: 5 }, newSiren);
    for (const number of numbers) await registerAs(squatter, form(number));
    const next = newSiren();
    await expect(registerAs(squatter, form(next))).rejects.toEqual(refusedAs('too-many-registrations'));
    expect(await on.deps.organisations.find(next)).toBeUndefined();
    expect(await registerAs(squatter, form(numbers[0] ?? ''))).toMatchObject({ status: 201 });
  });

  it('D9: ten people at once: one becomes its representative', async () => {
    const number = newSiren();
    const people = await Promise.all(Array.from({ length: 10 }, () => on.somebody('Some Body')));
    const outcomes = await Promise.allSettled(people.map((by) => registerAs(by, form(number))));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('D9: refused before, it may be asked for again, and whoever asked before has no part in it any more', async () => {
    const number = newSiren();
    const first = await on.somebody('First Person');
    await registerAs(first, form(number));
    const pending = await on.deps.organisations.find(number);
    if (pending === undefined) throw new Error('lost');
    const decision = { status: 'refused', by: 'alice', at: NOW } as const;
    expect(await on.deps.organisations.decide(pending, decision)).toBe(true);
    expect(await on.deps.organisations.decide(pending, decision)).toBe(false);
    await registerAs(camille, form(number));
    await expect(shown(first, number)).rejects.toEqual(refusedAs('no-such-organisation'));
    const { body } = await list(asCitizen(first, undefined), on.deps);
    expect(body).toEqual({ organisations: [] });
  });

  it.each([
    ['number', { number: '123456789' }],
    ['taxNumber', { taxNumber: 'FR00356000000' }],
  ])('D9: a wrong %s is named', async (field, wrong) => {
    await expect(registerAs(camille, form(newSiren(), wrong))).rejects.toMatchObject({
      code: 'invalid-fields',
      details: { fields: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
  });

  it.each(['taxNumber', 'powerOfAttorney', 'registerExtract'])('D9: nothing without %s', (field) => {
    const { success } = v.safeParse(RegisterOrganisationRequest, form(newSiren(), { [field]: undefined }));
    expect(success).toBe(false);
  });

  it('D9: nobody registers without a session', async () => {
    await expect(registerAs({ ...camille, cookies: {} }, form(newSiren()))).rejects.toEqual(
      refusedAs('not-signed-in'),
    );
  });
});

describe('organisations of a person', () => {
  it('E3: the representative sees the live certificate; a delegate and a stranger what is public', async () => {
    const { organisation, representative, corporate } = await on.organisation();
    const { body } = await list(asCitizen(representative, undefined), on.deps);
    expect(body).toMatchObject({
      organisations: [
        {
          id: organisation.id,
          role: 'representative',
          certificate: { serial: corporate.serial, kind: 'corporate' },
        },
      ],
    });
    const stranger = await on.somebody('Sacha Stranger');
    expect(await shown(stranger, organisation.id)).toEqual({
      id: organisation.id,
      name: 'Acme Specimen',
      kind: 'company',
      town: 'Lyon',
      status: 'active',
    });
    await on.end(corporate.serial, 'keyCompromise', NOW);
    expect((await shown(representative, organisation.id)).certificate).toBeUndefined();
  });
});
