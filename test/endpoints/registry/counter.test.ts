import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import { dynamoSigningShares } from '../../../lambdas/adapters/aws/dynamo-signing-shares.ts';
import { ROUTES } from '../../../lambdas/routes.ts';
import { keepCertificate } from '../../support/certificate-record.ts';
import {
  accountOf,
  auditOf,
  certificateNow,
  changeAccount,
  citizen,
  operatorBrowser,
  organisationOf,
  revocationsOf,
  startHolderService,
} from '../../support/holder.ts';
import type { TestBrowser } from '../../support/http.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';

let service: SignInService;
let counter: TestBrowser;
beforeAll(async () => {
  service = await startHolderService();
  counter = await operatorBrowser(service);
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

let people = 0;
const somebody = (changes: object = {}): Promise<PersonWithPhone> => {
  people += 1;
  return citizen(service, changes, { email: `person-${people}@example.org` });
};
const toldTo = (person: PersonWithPhone, template: string) =>
  service.aws.sent.queued.filter(
    ({ to, template: sent }) => to.email === person.identity.email && sent === template,
  );
const eventsOf = async (person: PersonWithPhone, event: string) =>
  (await auditOf(person)).filter((recorded) => recorded.event === event);
const at = (person: PersonWithPhone, what = '') => `/api/registry/people/${person.account.id}${what}`;

describe('who may serve at the counter', () => {
  const paths = ROUTES.filter((route) => route.function === 'registry');

  it.each(paths.map(({ method, path }) => [method, path.replace(/\{\w+\}/g, 'x')]))(
    'X3: %s %s needs a signed-in operator with the role clerk',
    async (method, path) => {
      const reviewer = await operatorBrowser(service, { name: 'bruno', roles: ['reviewer'] });
      const body = method === 'POST' ? (BODIES[path] ?? BODIES[path.split('/').at(-1) ?? '']) : undefined;
      expect((await service.browser().call(method, path, body)).status).toBe(401);
      const refused = await reviewer.call(method, path, body);
      expect([refused.status, refused.body.code]).toEqual([403, 'role-missing']);
    },
  );
});

const BODIES: Readonly<Record<string, object>> = {
  search: { by: 'account', value: 'x' },
  unlock: { what: 'pin', identified: true },
  'upgrade-code': { compared: { documentGenuine: true, samePerson: true, dataCorrect: true } },
  revocation: { reason: 'on-request' },
  suspension: {},
  '/api/registry/people/x/suspension': { reason: 'misuse', identified: true },
  decision: { decision: 'refuse', reason: 'withdrawn' },
  '/api/registry/relying-parties/x/decision': { decision: 'approve', version: 1 },
};

describe('search', () => {
  it('X3: by phone, e-mail address, certificate or account; no personal data in the answer', async () => {
    const person = await somebody();
    const { id } = await keepCertificate({ holder: person.account.id });
    const { deploymentSecret } = await import('../../../lambdas/adapters/aws/secrets.ts');
    const { identifierOf } = await import('../../../lambdas/domain/identifier/identifier.ts');
    const { put } = await import('../../support/sign-in.ts');
    const handle = identifierOf(await deploymentSecret('identifiers')(), 'email', person.identity.email);
    await put('account-handles', { id: handle, accountId: person.account.id });
    for (const [by, value] of [
      ['phone', person.identity.phone_number],
      ['email', person.identity.email.toUpperCase()],
      ['certificate', id.toUpperCase().replace(/(..)(?=.)/g, '$1:')],
      ['account', person.account.id],
    ]) {
      const { status, body } = await counter.call('POST', '/api/registry/search', { by, value });
      expect([by, status, body.people]).toEqual([
        by,
        200,
        [expect.objectContaining({ account: person.account.id })],
      ]);
      expect(JSON.stringify(body)).not.toMatch(/MARTIN|Maëlys|example\.org|1990/);
    }
    const searched = await eventsOf(person, 'registry.searched');
    expect(searched).toHaveLength(4);
    expect(searched[0]?.actor).toBe('operator:alice');
    expect(JSON.stringify(searched)).not.toContain(person.identity.email);
  });

  it('X3: nobody found is an empty answer', async () => {
    const { body } = await counter.call('POST', '/api/registry/search', {
      by: 'email',
      value: 'no@example.org',
    });
    expect(body.people).toEqual([]);
  });
});

describe('a person at the counter', () => {
  it('X1: the data is shown only with how the person was identified; recorded, and told once a day', async () => {
    const person = await somebody();
    for (const query of ['', '?identified=', '?identified=curiosity']) {
      const { status, body } = await counter.call('GET', at(person, query));
      expect([status, body.code]).toEqual([400, 'not-identified']);
    }
    expect(await eventsOf(person, 'registry.person-shown')).toHaveLength(0);
    for (const _ of [1, 2]) {
      const { status, body } = await counter.call('GET', at(person, '?identified=in-person'));
      expect([status, body.identity]).toEqual([
        200,
        expect.objectContaining({ familyName: 'MARTIN', address: '12 rue des Lilas, 75012 Paris, FR' }),
      ]);
    }
    const shown = await eventsOf(person, 'registry.person-shown');
    expect(shown.map(({ actor, details }) => [actor, details])).toEqual([
      ['operator:alice', { identified: 'in-person' }],
      ['operator:alice', { identified: 'in-person' }],
    ]);
    const ids = toldTo(person, 'counter-act').map((message) => (message as unknown as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('X3: an unknown account is told as such', async () => {
    const { status, body } = await counter.call('GET', '/api/registry/people/nobody?identified=in-person');
    expect([status, body.code]).toEqual([404, 'no-such-person']);
  });
});

describe('unlock', () => {
  const unlock = (person: PersonWithPhone, what: string) =>
    counter.call('POST', at(person, '/unlock'), { what, identified: true });

  it('C2: a locked PIN gets its three tries back, and is still the same PIN', async () => {
    const person = await somebody();
    expect((await unlock(person, 'pin')).body.code).toBe('not-locked');
    const logIn = (pin: string) => person.phone.call('POST', '/api/authenticator/log-in', { pin });
    for (let wrong = 0; wrong < 3; wrong += 1) await logIn('7777');
    expect((await logIn(person.pin)).body.code).toBe('pin-locked');
    expect((await unlock(person, 'pin')).body).toEqual({ unlocked: 1 });
    for (const left of [2, 1]) expect((await logIn('7777')).body.triesLeft).toBe(left);
    expect((await logIn(person.pin)).status).toBe(201);
    expect(await eventsOf(person, 'pin.unlocked')).toMatchObject([{ actor: 'operator:alice' }]);
    expect(toldTo(person, 'counter-act')).toHaveLength(1);
    const events = service.aws.sent.messages.flatMap((message) =>
      message.kind === 'account-event' && message.accountId === person.account.id ? [message.event.type] : [],
    );
    expect(events).toEqual(['account-disabled', 'account-enabled']);
  });

  it('C2: locked signing passwords get their five tries back; the PIN is untouched', async () => {
    const person = await somebody();
    const shares = dynamoSigningShares('signing-shares');
    const { put } = await import('../../support/sign-in.ts');
    const share = { accountId: person.account.id, salt: 's', createdAt: new Date().toISOString() };
    await put('signing-shares', { ...share, id: `a-${person.account.id}`, attempts: 5, ceiling: 5 });
    await put('signing-shares', { ...share, id: `b-${person.account.id}`, attempts: 1, ceiling: 5 });
    expect((await unlock(person, 'signing-password')).body).toEqual({ unlocked: 1 });
    expect(await shares.find(`a-${person.account.id}`)).toMatchObject({ attempts: 5, ceiling: 10 });
    expect(await shares.find(`b-${person.account.id}`)).toMatchObject({ attempts: 1, ceiling: 5 });
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 1, ceiling: 4 });
    expect((await unlock(person, 'signing-password')).body.code).toBe('not-locked');
  });

  it('C2: fifty simultaneous unlocks give five tries, not two hundred and fifty', async () => {
    const person = await somebody();
    const { put } = await import('../../support/sign-in.ts');
    const id = `c-${person.account.id}`;
    const share = { accountId: person.account.id, salt: 's', createdAt: new Date().toISOString() };
    await put('signing-shares', { ...share, id, attempts: 5, ceiling: 5 });
    await Promise.all(Array.from({ length: 50 }, () => unlock(person, 'signing-password')));
    expect(await dynamoSigningShares('signing-shares').find(id)).toMatchObject({ ceiling: 10 });
  });

  it('C2: without the word of the operator that the person was identified, nothing is unlocked', async () => {
    const person = await somebody();
    for (const body of [
      { what: 'pin' },
      { what: 'pin', identified: false },
      { what: 'all', identified: true },
    ]) {
      expect((await counter.call('POST', at(person, '/unlock'), body)).status).toBe(400);
    }
  });
});

describe('raise a level', () => {
  const compared = { documentGenuine: true, samePerson: true, dataCorrect: true };
  const issue = (person: PersonWithPhone, ticks: object = compared) =>
    counter.call<{ code: string }>('POST', at(person, '/upgrade-code'), { compared: ticks });
  const upgrade = ({ phone }: PersonWithPhone, code: string) =>
    phone.call('POST', '/api/account/upgrade', { code });

  it('D8: documents compared, code given, typed in the profile: low becomes substantial, once', async () => {
    const person = await somebody({ level: 'low' });
    const { status, body } = await issue(person);
    expect([status, body.code]).toEqual([201, expect.stringMatching(/^\d{6}$/)]);
    expect(JSON.stringify(await auditOf(person))).not.toContain(body.code);
    expect(JSON.stringify(service.aws.sent.queued)).not.toContain(body.code);
    expect((await upgrade(person, body.code)).body).toEqual({ level: 'substantial' });
    expect((await accountOf(person)).level).toBe('substantial');
    expect((await upgrade(person, body.code)).body.code).toBe('level-already-substantial');
    expect(toldTo(person, 'level-raised')).toHaveLength(1);
    expect(await eventsOf(person, 'registry.upgrade-code-issued')).toMatchObject([
      { actor: 'operator:alice' },
    ]);
  });

  it('D8: twenty at once with the right code: the level is raised once', async () => {
    const person = await somebody({ level: 'low' });
    const { code } = (await issue(person)).body;
    const answers = await Promise.all(Array.from({ length: 20 }, () => upgrade(person, code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await eventsOf(person, 'account.level-raised')).toHaveLength(1);
  });

  it('D8: wrong codes are counted, five at most; then the right one does not serve either', async () => {
    const person = await somebody({ level: 'low' });
    const { code } = (await issue(person)).body;
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(Array.from({ length: 50 }, () => upgrade(person, wrong)));
    expect(answers.filter(({ body }) => body.code === 'code-wrong')).toHaveLength(5);
    expect((await upgrade(person, code)).body.code).toBe('code-spent');
    expect((await accountOf(person)).level).toBe('low');
  });

  it('D8: the code is this person’s, lasts a day, and replaces the one before it', async () => {
    const [person, stranger] = [await somebody({ level: 'low' }), await somebody({ level: 'low' })];
    const first = (await issue(person)).body.code;
    expect((await upgrade(stranger, first)).body.code).toBe('code-expired');
    service.advance(31);
    const second = (await issue(person)).body.code;
    if (first !== second) expect((await upgrade(person, first)).body.code).toBe('code-wrong');
    service.advance(24 * 3600);
    await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin });
    expect((await upgrade(person, second)).body.code).toBe('code-expired');
  });

  it('D8: not without every tick, not for a level that is there already, not for an identity that is not active', async () => {
    const person = await somebody({ level: 'low' });
    expect((await issue(person, { ...compared, samePerson: false })).status).toBe(400);
    expect((await issue(person, { documentGenuine: true })).status).toBe(400);
    await changeAccount(person, { status: 'suspended' });
    expect((await issue(person)).body.code).toBe('person-not-active');
    expect((await issue(await somebody())).body.code).toBe('level-already-substantial');
  });
});

describe('certificates at the counter', () => {
  const certificateOf = (person: PersonWithPhone) => keepCertificate({ holder: person.account.id });
  const path = (id: string, what: string) => `/api/registry/certificates/${id}/${what}`;

  it.each([
    ['key-compromise', 'keyCompromise'],
    ['on-request', 'cessationOfOperation'],
    ['death', 'cessationOfOperation'],
    ['recording-error', 'privilegeWithdrawn'],
    ['no-longer-entitled', 'privilegeWithdrawn'],
  ])('C5: revoked for %s it is %s, in the operator’s name', async (given, reason) => {
    const person = await somebody();
    const certificate = await certificateOf(person);
    const { body } = await counter.call('POST', path(certificate.id, 'revocation'), { reason: given });
    expect([body.status, body.reason]).toEqual(['revoked', reason]);
    expect(await revocationsOf(certificate)).toMatchObject([{ reason }]);
    expect(await eventsOf(person, 'certificate.revoked')).toMatchObject([
      { actor: 'operator:alice', details: { given, reason } },
    ]);
    const again = await counter.call('POST', path(certificate.id, 'revocation'), { reason: given });
    expect(again.body.code).toBe('certificate-over');
  });

  it('C5: suspended at the counter, only the counter lifts it', async () => {
    const person = await somebody();
    const certificate = await certificateOf(person);
    const suspended = await counter.call('POST', path(certificate.id, 'suspension'), {});
    expect(suspended.body).toMatchObject({ status: 'suspended', suspendedBy: 'counter' });
    const own = await person.phone.call('DELETE', `/api/certificates/${certificate.id}/suspension`);
    expect(own.body.code).toBe('suspended-by-counter');
    const lifted = await counter.call('DELETE', path(certificate.id, 'suspension'));
    expect(lifted.body.status).toBe('good');
    expect(await revocationsOf(certificate)).toEqual([]);
    expect((await counter.call('DELETE', path(certificate.id, 'suspension'))).body.code).toBe(
      'certificate-not-suspended',
    );
  });

  it('C5: the holder’s own suspension is lifted by the counter too; suspending it once more says whose it is', async () => {
    const person = await somebody();
    const certificate = await certificateOf(person);
    await person.phone.call('POST', `/api/certificates/${certificate.id}/suspension`, {});
    const again = await counter.call('POST', path(certificate.id, 'suspension'), {});
    expect([again.status, again.body.code]).toEqual([409, 'suspended-already']);
    await counter.call('DELETE', path(certificate.id, 'suspension'));
    expect((await certificateNow(certificate))?.status).toBe('good');
  });

  it('C5: an unknown serial number is told as such', async () => {
    const { status, body } = await counter.call('POST', path('00ff', 'revocation'), { reason: 'on-request' });
    expect([status, body.code]).toEqual([404, 'no-such-certificate']);
  });
});

describe('organisations', () => {
  const papers = { powerOfAttorney: true, registerExtract: true, representative: true };
  const decide = (id: string, body: object) =>
    counter.call('POST', `/api/registry/organisations/${id}/decision`, body);
  const statusIn = async (status: string, id: string) => {
    const { body } = await counter.call<{ organisations: { id: string; representative: string }[] }>(
      'GET',
      `/api/registry/organisations?status=${status}`,
    );
    return body.organisations.find((organisation) => organisation.id === id);
  };

  it('E3: what waits is listed; admitted with all papers compared, its representative is told once', async () => {
    const person = await somebody();
    const id = await organisationOf(person, { status: 'pending' });
    expect((await statusIn('pending', id))?.representative).toBe(person.account.id);
    for (const _ of [1, 2]) {
      const { body } = await decide(id, { decision: 'admit', compared: papers });
      expect([body.status, body.decidedBy]).toEqual(['active', 'alice']);
    }
    expect(await statusIn('pending', id)).toBeUndefined();
    expect(await statusIn('active', id)).toBeDefined();
    expect(await eventsOf(person, 'organisation.decided')).toMatchObject([
      { actor: 'operator:alice', details: { status: 'active' } },
    ]);
    const ids = toldTo(person, 'organisation-admitted').map((sent) => (sent as unknown as { id: string }).id);
    expect(new Set(ids).size).toBe(1);
  });

  it('E3: refused with a reason; decided once, it is not decided otherwise', async () => {
    const person = await somebody();
    const id = await organisationOf(person, { status: 'pending' });
    expect((await decide(id, { decision: 'refuse', reason: 'papers-differ' })).body.status).toBe('refused');
    const other = await decide(id, { decision: 'admit', compared: papers });
    expect([other.status, other.body.code]).toEqual([409, 'organisation-decided']);
    expect(toldTo(person, 'organisation-refused')).toHaveLength(1);
  });

  it('E3: two operators at once: one decision stands', async () => {
    const other = await operatorBrowser(service, { name: 'carla' });
    const id = await organisationOf(await somebody(), { status: 'pending' });
    const path = `/api/registry/organisations/${id}/decision`;
    const answers = await Promise.all([
      counter.call('POST', path, { decision: 'admit', compared: papers }),
      other.call('POST', path, { decision: 'refuse', reason: 'withdrawn' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('E3: not without every paper, not without a reason, not one that does not exist', async () => {
    const id = await organisationOf(await somebody(), { status: 'pending' });
    expect((await decide(id, { decision: 'admit' })).status).toBe(400);
    const unticked = { ...papers, registerExtract: false };
    expect((await decide(id, { decision: 'admit', compared: unticked })).status).toBe(400);
    expect((await decide(id, { decision: 'refuse' })).status).toBe(400);
    expect((await decide('999999999', { decision: 'admit', compared: papers })).status).toBe(404);
    expect((await counter.call('GET', '/api/registry/organisations?status=all')).status).toBe(400);
  });
});
