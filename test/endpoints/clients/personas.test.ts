import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccountHandles } from '../../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../../../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoPersonas } from '../../../lambdas/adapters/aws/dynamo-personas.ts';
import { kmsPersonalData } from '../../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import type { Problem } from '../../../lambdas/contracts/problem.ts';
import type { PersonasView, PersonaView } from '../../../lambdas/contracts/relying-parties.ts';
import { openIdentity } from '../../../lambdas/domain/account/open-identity.ts';
import { identifierOf } from '../../../lambdas/domain/identifier/identifier.ts';
import { answerAsPersona } from '../../../lambdas/events/answer-as-persona.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { type Portal, type PortalOwner, startPortal } from '../../support/portal.ts';

let portal: Portal;
let ada: PortalOwner;
beforeAll(async () => {
  portal = await startPortal({ personasPerOwner: 40 });
  ada = await portal.owner();
});
afterAll(() => portal.stop());

const accounts = dynamoAccounts('accounts');
const made = async (wanted: object = {}, by = ada): Promise<PersonaView> => {
  const answer = await by.call<PersonaView>('POST', '/api/personas', wanted);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
const handleOf = async (phone: string) =>
  identifierOf(await deploymentSecret('identifiers')(), 'phone', phone);

describe('test personas', () => {
  it('B12: are made up where nothing is said: an active account of nobody’s, with a number that is nobody’s', async () => {
    const persona = await made();
    expect(persona).toMatchObject({
      level: 'substantial',
      outcome: 'approve',
      pin: expect.stringMatching(/^\d{4}$/),
    });
    expect(persona.phone).toMatch(/^\+3363998\d{4}$/);
    const account = await accounts.find(persona.persona);
    expect(account).toMatchObject({ status: 'active', persona: { owner: ada.account.id } });
    expect(account?.deviceId).toBe(`persona-phone-${persona.persona}`);
    expect(await dynamoAccountHandles('account-handles').accountOf(await handleOf(persona.phone))).toBe(
      persona.persona,
    );
  });

  it('B12: have the attributes, the level, the language and the outcome that were chosen', async () => {
    const persona = await made({
      givenNames: 'Zoé Inès',
      familyName: 'Dubois',
      birthdate: '2001-02-03',
      birthCountry: '99216',
      gender: 'female',
      email: 'zoe@example.org',
      phone: '06 39 98 01 23',
      pin: '7391',
      level: 'low',
      language: 'fr',
      outcome: 'locked',
    });
    expect(persona).toMatchObject({
      phone: '+33639980123',
      pin: '7391',
      level: 'low',
      language: 'fr',
      outcome: 'locked',
    });
    const account = await accounts.find(persona.persona);
    const identity = account && (await openIdentity(account, kmsPersonalData('personal-data')));
    expect(identity).toMatchObject({
      given_name: 'Zoé Inès',
      family_name: 'DUBOIS',
      birthdate: '2001-02-03',
      birthcountry: '99216',
      birthplace: '',
      email: 'zoe@example.org',
    });
  });

  it.each([
    ['a number that may be somebody’s', { phone: '+33612345678' }],
    ['an e-mail address that may be somebody’s', { email: 'somebody@gmail.com' }],
    ['a birthplace that is none', { birthPlace: '00000' }],
    ['an outcome that is none', { outcome: 'maybe' }],
  ])('B12: %s is refused', async (_what, wanted) => {
    expect((await ada.call('POST', '/api/personas', wanted)).status).toBe(400);
  });

  it('B12: a number is given once', async () => {
    const { phone } = await made();
    const bob = await portal.owner();
    const answer = await bob.call<Problem>('POST', '/api/personas', { phone });
    expect([answer.status, answer.body.code]).toEqual([409, 'number-taken']);
  });

  it('B12: are listed and removed by their owner alone; removed, the account is closed and the number free', async () => {
    const persona = await made();
    const bob = await portal.owner();
    const path = `/api/personas/${persona.persona}`;
    expect((await bob.call('DELETE', path)).status).toBe(404);
    const { body } = await ada.call<PersonasView>('GET', '/api/personas');
    expect(body.personas).toContainEqual(persona);
    expect((await bob.call<PersonasView>('GET', '/api/personas')).body.personas).toEqual([]);
    expect((await ada.call('DELETE', path)).status).toBe(204);
    expect((await accounts.find(persona.persona))?.status).toBe('closed');
    expect((await made({ phone: persona.phone }, bob)).phone).toBe(persona.phone);
  });

  it('B12: of twelve at once, as many are made as the operator allows, and no more', async () => {
    const { dynamoPersonaAccounts } = await import('../../../lambdas/adapters/aws/dynamo-personas.ts');
    const store = dynamoPersonaAccounts({
      personas: 'personas',
      accounts: 'accounts',
      handles: 'account-handles',
    });
    const persona = await made();
    const kept = await dynamoPersonas('personas').find(ada.account.id, persona.persona);
    const account = await accounts.find(persona.persona);
    if (kept === undefined || account === undefined) throw new Error('no persona');
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        store.add(
          {
            persona: { ...kept, ownerId: 'eve', id: `many-${index}` },
            account: { ...account, id: `many-${index}`, phoneHandle: `many-${index}` },
          },
          4,
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'added')).toHaveLength(4);
    expect(outcomes.filter((outcome) => outcome === 'too-many')).toHaveLength(8);
    expect(await dynamoPersonas('personas').of('eve')).toHaveLength(4);
  });
});

describe('the phone of a persona', () => {
  const approvals = dynamoApprovals('approvals');
  const deps = () => ({
    accounts,
    approvals,
    personas: dynamoPersonas('personas'),
    messages: { enqueue: async () => {} },
    audit: dynamoAuditTrail('audit-events', randomness),
  });
  const asked = (accountId: string, now = new Date()) =>
    approvals.ask(
      {
        accountId,
        clientId: 'library',
        claims: [],
        bindingNumber: '42',
        challenge: randomness.secret(),
        state: 'pending',
        requestedAt: now.toISOString(),
        validUntil: new Date(now.getTime() + 60_000).toISOString(),
        address: '192.0.2.7',
      },
      { limit: 100, windowSeconds: 3600 },
      now,
    );
  const trail = async (subject: string) => {
    const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
    return Items.map((item) => fromItem<{ event: string; subject: string; details: object }>(item)).filter(
      (event) => event.subject === subject && event.event === 'persona.answered',
    );
  };

  it.each([
    ['approve', 'approved', 1],
    ['refuse', 'refused', 1],
    ['locked', 'refused', 1],
    ['time-out', 'pending', 0],
  ])('B12: does as it was told: %s', async (outcome, state, recorded) => {
    const { persona } = await made({ outcome });
    const { id } = await asked(persona);
    await answerAsPersona({ approval: id, accountId: persona }, new Date(), deps());
    expect((await approvals.find(id))?.state).toBe(state);
    expect(await trail(persona)).toHaveLength(recorded);
  });

  it('B12: answers once, however often the message comes', async () => {
    const { persona } = await made();
    const { id } = await asked(persona);
    const answers = Array.from({ length: 5 }, () =>
      answerAsPersona({ approval: id, accountId: persona }, new Date(), deps()),
    );
    await Promise.all(answers);
    expect(await trail(persona)).toHaveLength(1);
  });

  it('B12: never answers for a real person, whatever the message says', async () => {
    const bob = await portal.owner();
    const { id } = await asked(bob.account.id);
    await answerAsPersona({ approval: id, accountId: bob.account.id }, new Date(), deps());
    expect((await approvals.find(id))?.state).toBe('pending');
  });

  it('B12: never answers another’s question', async () => {
    const { persona } = await made();
    const bob = await portal.owner();
    const { id } = await asked(bob.account.id);
    await answerAsPersona({ approval: id, accountId: persona }, new Date(), deps());
    expect((await approvals.find(id))?.state).toBe('pending');
  });

  it('B12: waits for a command where it was told to', async () => {
    const { persona } = await made({ manual: true });
    const { id } = await asked(persona);
    await answerAsPersona({ approval: id, accountId: persona }, new Date(), deps());
    expect((await approvals.find(id))?.state).toBe('pending');
  });
});
