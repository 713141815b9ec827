import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CertificatesView } from '../../../lambdas/contracts/certificates.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { certifyPhone, keepCertificate } from '../../support/certificate-record.ts';
import { changeAccount, citizen, logIn, organisationOf, startHolderService } from '../../support/holder.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startHolderService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const APPLICATIONS = '/api/certificates/applications';
const DAY_MS = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString();
const apply = ({ phone }: PersonWithPhone, wish: object) => phone.call('POST', APPLICATIONS, wish);
const list = async ({ phone }: PersonWithPhone): Promise<CertificatesView> =>
  (await phone.call<CertificatesView>('GET', '/api/certificates')).body;
const ATTRIBUTES = {
  name: 'Maëlys Gaëlle Marie MARTIN',
  sex: '2',
  birthdate: '1990-07-13',
  address: '12 rue des Lilas, 75012 Paris, FR',
};

describe('apply for a certificate', () => {
  it('C9: an AUTHENTICATION certificate names nobody; a SIGNATURE certificate shows the four attributes', async () => {
    const person = await citizen(service);
    const authentication = await apply(person, { kind: 'authentication' });
    expect([authentication.status, authentication.body.attributes]).toEqual([201, undefined]);
    const signature = await apply(person, { kind: 'signature' });
    expect(signature.body).toMatchObject({ status: 'to-confirm', storage: 'file', attributes: ATTRIBUTES });
  });

  it.each(['file', 'kaztoken', 'etoken-jacarta', 'akey', 'sim', 'identity-card-chip'])(
    'C9: the storage %s can be chosen for SIGNATURE',
    async (storage) => {
      const person = await citizen(service);
      expect((await apply(person, { kind: 'signature', storage })).status).toBe(201);
    },
  );

  it('C9: the AUTHENTICATION certificate is for the phone’s key, no other carrier', async () => {
    const person = await citizen(service);
    const { status, body } = await apply(person, { kind: 'authentication', storage: 'kaztoken' });
    expect([status, body.code]).toEqual([400, 'storage-not-possible']);
  });

  it('C9: nobody applies without a session; a PIN typed long ago is enough to apply, not to confirm', async () => {
    const person = await citizen(service);
    expect((await service.browser().call('POST', APPLICATIONS, { kind: 'signature' })).status).toBe(401);
    service.advance(601);
    const { body } = await apply(person, { kind: 'signature' });
    const confirmation = await person.phone.call('POST', `${APPLICATIONS}/${body.application}/confirm`, {
      attributes: ATTRIBUTES,
    });
    expect([confirmation.status, confirmation.body.code]).toEqual([401, 'session-not-fresh']);
  });

  it.each([
    ['level-too-low', { level: 'low' }, {}, 'signature'],
    ['too-young-to-sign', {}, { birthdate: yearsAgo(15, 1) }, 'signature'],
    ['address-missing', {}, { address: undefined }, 'signature'],
    ['proving-document-expired', {}, { documentExpiry: '2020-01-01' }, 'signature'],
    ['proving-document-expired', {}, { documentExpiry: '2020-01-01' }, 'authentication'],
  ] as const)('C8: %s', async (code, account, identity, kind) => {
    const person = await citizen(service, account, identity);
    const { body } = await apply(person, { kind });
    expect(body.code).toBe(code);
    expect((await list(person)).offers).toContainEqual({ kind, possible: false, code });
  });

  it('C8: on the fifteenth birthday it can be had', async () => {
    const person = await citizen(service, {}, { birthdate: yearsAgo(15, 0) });
    expect((await apply(person, { kind: 'signature' })).status).toBe(201);
  });

  it('C1: under fifteen, and at the level low, AUTHENTICATION can be had', async () => {
    const person = await citizen(service, { level: 'low' }, { birthdate: yearsAgo(14, 0) });
    expect((await apply(person, { kind: 'authentication' })).status).toBe(201);
  });
});

function yearsAgo(years: number, daysShort: number): string {
  const date = new Date(Date.now() + daysShort * DAY_MS);
  return `${date.getUTCFullYear() - years}${date.toISOString().slice(4, 10)}`;
}

describe('one certificate in use', () => {
  const held = (person: PersonWithPhone, changes: Partial<CertificateRecord>) =>
    keepCertificate({ holder: person.account.id, kind: 'signature', ...changes });

  it('C8: with a good one a second is refused, until the last three months', async () => {
    const person = await citizen(service);
    const { id } = await held(person, { notAfter: inDays(95) });
    const { status, body } = await apply(person, { kind: 'signature' });
    expect([status, body.code]).toEqual([409, 'certificate-exists']);
    service.advance(10 * 86_400);
    await logIn(person);
    const renewal = await apply(person, { kind: 'signature' });
    expect([renewal.status, renewal.body.renews]).toEqual([201, id]);
    expect((await list(person)).certificates[0]).toMatchObject({ serial: id, renewable: true });
  });

  it.each([
    ['revoked', { status: 'revoked' }],
    ['expired', { notAfter: '2020-01-01T00:00:00.000Z' }],
    ['of the other kind', { kind: 'authentication' }],
  ] as const)('C8: one that is %s stands in nobody’s way', async (_what, changes) => {
    const person = await citizen(service);
    await held(person, changes);
    expect((await apply(person, { kind: 'signature' })).status).toBe(201);
  });

  it('C5: a suspended one is lifted or revoked first', async () => {
    const person = await citizen(service);
    await held(person, { status: 'suspended' });
    expect((await apply(person, { kind: 'signature' })).body.code).toBe('certificate-suspended');
  });

  it('C5: a phone’s key that was reported lost or leaked is not certified again; one no longer needed is', async () => {
    const [unlucky, other] = [await citizen(service), await citizen(service)];
    await certifyPhone(unlucky.phone, { status: 'revoked', reason: 'keyCompromise' });
    const { status, body } = await apply(unlucky, { kind: 'authentication' });
    expect([status, body.code]).toEqual([409, 'key-compromised']);
    await certifyPhone(other.phone, { status: 'revoked', reason: 'cessationOfOperation' });
    expect((await apply(other, { kind: 'authentication' })).status).toBe(201);
  });

  it('C8: the AUTHENTICATION certificate of a phone that was replaced does not hinder; this phone’s does', async () => {
    const person = await citizen(service);
    await held(person, { kind: 'authentication' });
    expect((await apply(person, { kind: 'authentication' })).status).toBe(201);
    await certifyPhone(person.phone);
    expect((await apply(person, { kind: 'authentication' })).body.code).toBe('certificate-exists');
  });
});

describe('certificates of organisations', () => {
  it('C9: the representative of a company gets a corporate certificate, of an authority an official seal', async () => {
    const person = await citizen(service);
    const company = await organisationOf(person);
    const town = await organisationOf(person, { kind: 'municipality' });
    expect((await apply(person, { kind: 'corporate', organisation: company })).status).toBe(201);
    expect((await apply(person, { kind: 'official-seal', organisation: town })).status).toBe(201);
    const swapped = await apply(person, { kind: 'corporate', organisation: town });
    expect([swapped.status, swapped.body.code]).toEqual([400, 'kind-not-for-organisation']);
  });

  it('C9: nobody else, not before it is admitted, not without naming it, and it is in no personal certificate', async () => {
    const [person, stranger] = [await citizen(service), await citizen(service)];
    const company = await organisationOf(person);
    const pending = await organisationOf(person, { status: 'pending' });
    const wish = { kind: 'corporate', organisation: company };
    expect((await apply(stranger, wish)).body.code).toBe('not-representative');
    expect((await apply(person, { ...wish, organisation: pending })).body.code).toBe(
      'organisation-not-active',
    );
    expect((await apply(person, { ...wish, organisation: '999999999' })).body.code).toBe(
      'no-such-organisation',
    );
    expect((await apply(person, { kind: 'corporate' })).body.code).toBe('invalid-fields');
    expect((await apply(person, { kind: 'signature', organisation: company })).body.code).toBe(
      'invalid-fields',
    );
  });
});

describe('confirm an application', () => {
  const confirm = ({ phone }: PersonWithPhone, id: unknown, body: object) =>
    phone.call('POST', `${APPLICATIONS}/${id}/confirm`, body);

  it('C9: with the four attributes as shown; confirmed twice it is confirmed once, and one e-mail tells', async () => {
    const person = await citizen(service, {}, { email: 'confirm@example.org' });
    const { application } = (await apply(person, { kind: 'signature' })).body;
    for (const _ of [1, 2]) {
      const { status, body } = await confirm(person, application, { attributes: ATTRIBUTES });
      expect([status, body.status]).toEqual([200, 'confirmed']);
    }
    const ids = service.aws.sent.queued
      .filter(({ to, template }) => to.email === 'confirm@example.org' && template === 'certificate-applied')
      .map((message) => (message as unknown as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('C9: ten simultaneous confirmations: it is confirmed once and nothing fails', async () => {
    const person = await citizen(service);
    const { application } = (await apply(person, { kind: 'authentication' })).body;
    const answers = await Promise.all(Array.from({ length: 10 }, () => confirm(person, application, {})));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });

  it('C9: unticked attributes, or others than are known now, are refused', async () => {
    const person = await citizen(service);
    const { application } = (await apply(person, { kind: 'signature' })).body;
    expect((await confirm(person, application, {})).body.code).toBe('attributes-not-confirmed');
    const changed = await confirm(person, application, {
      attributes: { ...ATTRIBUTES, address: 'elsewhere' },
    });
    expect([changed.status, changed.body.code]).toEqual([409, 'attributes-changed']);
  });

  it('C9: another person’s application is not told apart from none; one that ran out is over', async () => {
    const [person, stranger] = [await citizen(service), await citizen(service)];
    const { application } = (await apply(person, { kind: 'authentication' })).body;
    expect((await confirm(stranger, application, {})).body.code).toBe('no-such-certificate-application');
    expect((await confirm(stranger, 'nothing', {})).body.code).toBe('no-such-certificate-application');
    service.advance(31 * 86_400);
    await logIn(person);
    expect((await confirm(person, application, {})).body.code).toBe('certificate-application-over');
  });

  it('C9: the rules are judged again: what came in between counts', async () => {
    const person = await citizen(service);
    const { application } = (await apply(person, { kind: 'signature' })).body;
    await changeAccount(person, { level: 'low' });
    expect((await confirm(person, application, { attributes: ATTRIBUTES })).body.code).toBe('level-too-low');
    await changeAccount(person, { level: 'substantial', status: 'suspended' });
    expect((await confirm(person, application, { attributes: ATTRIBUTES })).body.code).toBe(
      'account-not-usable',
    );
  });
});
