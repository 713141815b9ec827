import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccountChanges } from '../../../lambdas/adapters/aws/dynamo-account-changes.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { kmsPersonalData } from '../../../lambdas/adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../../../lambdas/adapters/aws/sqs-notifications.ts';
import { finishChange } from '../../../lambdas/domain/account/finish-change.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { keepCertificate } from '../../support/certificate-record.ts';
import { Crash, failingAt } from '../../support/failing-step.ts';
import {
  ADDRESS,
  accountOf,
  auditOf,
  certificateNow,
  certificateStore,
  citizen,
  revocationsOf,
  startHolderService,
} from '../../support/holder.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startHolderService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const NEW_ADDRESS = { street: '3 quai Gailleton', postalCode: '69002', city: 'Lyon', country: 'FR' };
const move = ({ phone }: PersonWithPhone, address: object = NEW_ADDRESS) =>
  phone.call('PUT', '/api/account/address', address);
const identity = async ({ phone }: PersonWithPhone) =>
  (await phone.call('GET', '/api/account/identity')).body;

/** A person with both certificates. */
async function certified() {
  const person = await citizen(service);
  const { id: holder } = person.account;
  const signature = await keepCertificate({ holder, kind: 'signature' });
  const authentication = await keepCertificate({ holder, kind: 'authentication' });
  return { person, signature, authentication };
}

describe('show identity', () => {
  it('B11: what is known of the person who asks, and of nobody else', async () => {
    const person = await citizen(service);
    expect(await identity(person)).toMatchObject({
      givenName: 'Maëlys Gaëlle Marie',
      address: ADDRESS,
      level: 'substantial',
      phone: person.identity.phone_number,
    });
    expect((await service.browser().call('GET', '/api/account/identity')).status).toBe(401);
  });
});

describe('change of address', () => {
  it('C4: ends the SIGNATURE certificate with affiliationChanged; AUTHENTICATION stays good', async () => {
    const { person, signature, authentication } = await certified();
    const { status, body } = await move(person);
    expect([status, body.ended]).toEqual([200, [signature.id]]);
    expect(await certificateNow(signature)).toMatchObject({
      status: 'revoked',
      reason: 'affiliationChanged',
    });
    expect(await revocationsOf(signature)).toMatchObject([{ reason: 'affiliationChanged' }]);
    expect((await certificateNow(authentication))?.status).toBe('good');
    expect((await identity(person)).address).toEqual(NEW_ADDRESS);
  });

  it('C4: a suspended one ends too, and one that is being issued; an old one keeps its reason', async () => {
    const { person } = await certified();
    const { id: holder } = person.account;
    const kept = (changes: object) => keepCertificate({ holder, kind: 'signature', ...changes });
    const suspended = await kept({ status: 'suspended' });
    const issuing = await kept({ status: 'issuing' });
    const over = await kept({ status: 'revoked', reason: 'keyCompromise' });
    await move(person);
    expect((await certificateNow(suspended))?.status).toBe('revoked');
    expect((await certificateNow(issuing))?.status).toBe('revoked');
    expect((await certificateNow(over))?.reason).toBe('keyCompromise');
  });

  it('C4: the same address again ends nothing and is recorded nowhere', async () => {
    const { person, signature } = await certified();
    const { version } = await accountOf(person);
    expect((await move(person, ADDRESS)).body.ended).toEqual([]);
    expect((await certificateNow(signature))?.status).toBe('good');
    expect((await accountOf(person)).version).toBe(version);
  });

  it('C4: the address stands nowhere in clear, neither in the account nor in trail or e-mail', async () => {
    const { person } = await certified();
    await move(person);
    const everything = JSON.stringify([
      await accountOf(person),
      await auditOf(person),
      service.aws.sent.queued.filter(({ to }) => to.email === person.identity.email),
    ]);
    expect(everything).not.toContain('Gailleton');
    expect((await auditOf(person)).find(({ event }) => event === 'account.changed')?.details).toEqual({
      attributes: 'address',
    });
  });

  it('C4: needs the PIN typed just now, and a whole address', async () => {
    const { person } = await certified();
    for (const wrong of [{ ...NEW_ADDRESS, country: 'France' }, { ...NEW_ADDRESS, city: ' ' }, {}]) {
      expect((await move(person, wrong)).status).toBe(400);
    }
    service.advance(11 * 60);
    expect((await move(person)).body.code).toBe('session-not-fresh');
  });

  it('C4: two at once: one address counts, the certificate ended once, and nothing is left half done', async () => {
    const { person, signature } = await certified();
    const answers = await Promise.all([
      move(person),
      move(person, { ...NEW_ADDRESS, street: '4 quai Gailleton' }),
      move(person, { ...NEW_ADDRESS, street: '5 quai Gailleton' }),
    ]);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
      [],
    );
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    await identity(person);
    expect((await accountOf(person)).change).toBeUndefined();
    expect(await revocationsOf(signature)).toHaveLength(1);
  });

  it('C4: a crash at any step is finished by the next look, each thing once', async () => {
    const now = new Date();
    const deps = {
      issuer: service.issuer,
      changes: dynamoAccountChanges('accounts'),
      certificates: certificateStore(),
      personalData: kmsPersonalData('personal-data'),
      notifications: sqsNotifications(process.env.NOTIFICATIONS_QUEUE ?? ''),
      audit: dynamoAuditTrail('audit-events', randomness),
    };
    const verbs = {
      changes: ['apply'],
      certificates: ['of', 'end'],
      audit: ['record'],
      notifications: ['enqueue'],
    };
    for (const step of [1, 2, 3, 4, 5]) {
      const { person, signature } = await certified();
      const account = await accountOf(person);
      const sealed = await deps.personalData.seal(account.id, account.wrappedKey, {
        ...person.identity,
        address: NEW_ADDRESS,
      });
      const change = { sealed, attributes: ['address'] as const, at: now.toISOString() };
      const intent = await deps.changes.begin(account, change);
      if (intent === undefined) throw new Error('not begun');
      await expect(finishChange(intent, now, failingAt(deps, verbs, step).deps)).rejects.toThrow(Crash);
      const between = await dynamoAccounts('accounts').find(account.id);
      const outdated = (await certificateNow(signature))?.status === 'good' && between?.sealed === sealed;
      expect(outdated, 'no good certificate tells another address than the account').toBe(false);
      expect((await identity(person)).address).toEqual(NEW_ADDRESS);
      expect((await certificateNow(signature))?.reason).toBe('affiliationChanged');
      const events = (await auditOf(person)).filter(({ event }) => event === 'account.changed');
      expect(events).toHaveLength(1);
      expect((await accountOf(person)).change).toBeUndefined();
    }
  });

  it('C4: while a change waits to be finished, no SIGNATURE certificate can be had', async () => {
    const person = await citizen(service);
    const account = await accountOf(person);
    const change = { sealed: account.sealed, attributes: ['address'] as const, at: new Date().toISOString() };
    await dynamoAccountChanges('accounts').begin(account, change);
    const wish = { kind: 'signature' };
    const refused = await person.phone.call('POST', '/api/certificates/applications', wish);
    expect([refused.status, refused.body.code]).toEqual([409, 'identity-changing']);
    await identity(person);
    expect((await person.phone.call('POST', '/api/certificates/applications', wish)).status).toBe(201);
  });
});
