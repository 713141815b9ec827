import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccountHandles } from '../../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoContactChanges } from '../../../lambdas/adapters/aws/dynamo-contact-changes.ts';
import { dynamoOneTimeCodes } from '../../../lambdas/adapters/aws/dynamo-one-time-codes.ts';
import { kmsPersonalData } from '../../../lambdas/adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import { DEFAULT_CONTACTS } from '../../../lambdas/contracts/settings.ts';
import { changeContact } from '../../../lambdas/domain/contact/change-contact.ts';
import { identifyWith } from '../../../lambdas/domain/identifier/identify.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import {
  ask,
  change,
  changesOf,
  codeSent,
  confirm,
  handleOf,
  identityNow,
  type Kind,
  reachable,
  startContactService,
  unusedContacts,
} from '../../support/contacts.ts';
import { Crash, failingAt } from '../../support/failing-step.ts';
import { accountOf, changeAccount } from '../../support/holder.ts';
import type { SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startContactService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const holderOf = async (kind: Kind, value: string) =>
  dynamoAccountHandles('account-handles').accountOf(await handleOf(kind, value));
const KINDS = ['email', 'phone'] as const;
const claimOf = { email: 'email', phone: 'phone_number' } as const;

describe.each(KINDS)('another %s', (kind) => {
  it('B11: the code sent there makes it the person’s; the identity is found by it, and by the former no more', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts()[kind];
    const former = person.identity[claimOf[kind]];
    expect((await ask(person, kind, wanted)).body).toMatchObject({ to: wanted });
    expect((await identityNow(person))[claimOf[kind]]).toBe(former);
    const done = await confirm(person, kind, wanted, codeSent(service, wanted));
    expect([done.status, done.body[kind]]).toEqual([200, wanted]);
    expect((await identityNow(person))[claimOf[kind]]).toBe(wanted);
    expect([await holderOf(kind, wanted), await holderOf(kind, former)]).toEqual([
      person.account.id,
      undefined,
    ]);
  });

  it('B11: everything else of the person stays', async () => {
    const person = await reachable(service);
    const before = await identityNow(person);
    const { version, deviceId, enrolmentId } = await accountOf(person);
    const wanted = unusedContacts()[kind];
    await change(service, person, kind, wanted);
    expect(await identityNow(person)).toEqual({ ...before, [claimOf[kind]]: wanted });
    expect(await accountOf(person)).toMatchObject({ version: version + 1, deviceId, enrolmentId });
    const { phone_number: number } = await identityNow(person);
    expect((await accountOf(person)).phoneHandle).toBe(await handleOf('phone', number));
  });

  it('B11: nothing of either stands in clear in what is stored', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts()[kind];
    await change(service, person, kind, wanted);
    const stored = JSON.stringify([await accountOf(person), await changesOf(person)]);
    expect(stored).not.toContain(wanted);
    expect(stored).not.toContain(person.identity[claimOf[kind]]);
  });

  it('X2: one that another identity has is answered like any other; its owner is told in place of a code', async () => {
    const [person, other] = [await reachable(service), await reachable(service)];
    const theirs = other.identity[claimOf[kind]];
    const free = unusedContacts()[kind];
    const [taken, untaken] = [await ask(person, kind, theirs), await ask(person, kind, free)];
    expect(taken.status).toBe(untaken.status);
    expect(Object.keys(taken.body)).toEqual(Object.keys(untaken.body));
    const message =
      service.aws.sent.mails.findLast(({ to }) => to === theirs) ??
      service.aws.sent.texts.findLast(({ to }) => to === theirs);
    expect(message?.text).toContain('another digital identity');
    expect(codeSent(service, theirs)).toBe('');
    const [wrong, wrongToo] = [
      await confirm(person, kind, theirs, '000000'),
      await confirm(person, kind, free, '000000'),
    ];
    expect([wrong.status, wrong.body.code, wrong.body.triesLeft]).toEqual([
      wrongToo.status,
      wrongToo.body.code,
      wrongToo.body.triesLeft,
    ]);
    expect(await holderOf(kind, theirs)).toBe(other.account.id);
  });

  it('B11: one that somebody else got while the code was on its way is refused, and nothing changed', async () => {
    const [person, faster] = [await reachable(service), await reachable(service)];
    const wanted = unusedContacts()[kind];
    await ask(person, kind, wanted);
    const code = codeSent(service, wanted);
    await change(service, faster, kind, wanted);
    const refused = await confirm(person, kind, wanted, code);
    expect([refused.status, refused.body.code]).toEqual([409, 'contact-taken']);
    expect((await identityNow(person))[claimOf[kind]]).toBe(person.identity[claimOf[kind]]);
    expect(await holderOf(kind, wanted)).toBe(faster.account.id);
    expect(await changesOf(person)).toEqual([]);
  });

  it('B11: the same code, sent many times at once, is one change, and every answer says so', async () => {
    const person = await reachable(service);
    const { version } = await accountOf(person);
    const wanted = unusedContacts()[kind];
    await ask(person, kind, wanted);
    const code = codeSent(service, wanted);
    const answers = await Promise.all([1, 2, 3].map(() => confirm(person, kind, wanted, code)));
    expect(answers.some(({ status }) => status === 200)).toBe(true);
    expect((await confirm(person, kind, wanted, code)).status).toBe(200);
    expect((await accountOf(person)).version).toBe(version + 1);
    expect(await changesOf(person)).toHaveLength(1);
  });

  it('B11: of two people who prove the same one at once, one gets it', async () => {
    const people = [await reachable(service), await reachable(service)];
    const wanted = unusedContacts()[kind];
    const codes: string[] = [];
    for (const person of people) {
      await ask(person, kind, wanted);
      codes.push(codeSent(service, wanted));
    }
    const answers = await Promise.all(
      people.map((person, index) => confirm(person, kind, wanted, codes[index] ?? '')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const winner = people[answers.findIndex(({ status }) => status === 200)];
    expect(await holderOf(kind, wanted)).toBe(winner?.account.id);
  });

  it('B11: a code for one is none for another, nor for another person', async () => {
    const [person, other] = [await reachable(service), await reachable(service)];
    const [first, second] = [unusedContacts()[kind], unusedContacts()[kind]];
    await ask(person, kind, first);
    const code = codeSent(service, first);
    await ask(person, kind, second);
    expect((await confirm(person, kind, second, code)).body.code).toBe('code-wrong');
    expect((await confirm(other, kind, first, code)).body.code).toBe('code-expired');
    expect((await confirm(person, kind, first, code)).status).toBe(200);
  });

  it('A3: wrong codes are counted: after the last one the right one is worth nothing', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts()[kind];
    const { triesLeft } = (await ask(person, kind, wanted)).body as { triesLeft: number };
    const code = codeSent(service, wanted);
    const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    for (let i = 0; i < triesLeft; i += 1) await confirm(person, kind, wanted, wrong);
    expect((await confirm(person, kind, wanted, code)).body.code).toBe('code-spent');
    expect((await identityNow(person))[claimOf[kind]]).toBe(person.identity[claimOf[kind]]);
  });

  it('B11: one’s own is no change; the former one can be had back', async () => {
    const person = await reachable(service);
    const former = person.identity[claimOf[kind]];
    const same = await ask(person, kind, former);
    expect([same.status, same.body.code]).toEqual([422, 'contact-unchanged']);
    await change(service, person, kind, unusedContacts()[kind]);
    expect((await change(service, person, kind, former)).status).toBe(200);
    expect(await holderOf(kind, former)).toBe(person.account.id);
  });

  it('B11: takes the PIN typed just now, at both steps, and a session at all', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts()[kind];
    await ask(person, kind, wanted);
    const code = codeSent(service, wanted);
    const stranger = service.browser();
    expect((await stranger.call('POST', `/api/account/${kind}`, { [kind]: wanted })).status).toBe(401);
    service.advance(11 * 60);
    expect((await ask(person, kind, wanted)).body.code).toBe('session-not-fresh');
    expect((await confirm(person, kind, wanted, code)).body.code).toBe('session-not-fresh');
  });

  it('X2: one identity sends so many codes a day and no more', async () => {
    const person = await reachable(service);
    const { limit } = DEFAULT_CONTACTS.codesPerAccount;
    for (let i = 0; i < limit; i += 1) {
      expect((await ask(person, kind, unusedContacts()[kind])).status).toBe(200);
    }
    expect((await ask(person, kind, unusedContacts()[kind])).status).toBe(429);
  });

  it('C4: waits until a change of address that was interrupted is finished', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts()[kind];
    await ask(person, kind, wanted);
    const code = codeSent(service, wanted);
    const { sealed } = await accountOf(person);
    await changeAccount(person, {
      change: { sealed, attributes: ['address'], at: new Date().toISOString() },
    });
    const refused = await confirm(person, kind, wanted, code);
    expect([refused.status, refused.body.code]).toEqual([409, 'identity-changing']);
  });
});

describe('what can be an address or a number', () => {
  it('A3: a foreign, fixed or test persona’s number is refused, as is what is none', async () => {
    const person = await reachable(service);
    const codes = [];
    for (const phone of ['+14155550100', '+33142685300', '+33639981234', 'none']) {
      codes.push((await ask(person, 'phone', phone)).body.code);
    }
    expect(codes).toEqual([
      'phone-number-country',
      'phone-number-not-mobile',
      'phone-number-not-mobile',
      'phone-number-invalid',
    ]);
  });

  it('A2: an address is told apart without its capitals; what is none is refused', async () => {
    const person = await reachable(service);
    const wanted = unusedContacts().email;
    expect((await ask(person, 'email', `  ${wanted.toUpperCase()}`)).body.to).toBe(wanted);
    expect((await confirm(person, 'email', wanted.toUpperCase(), codeSent(service, wanted))).status).toBe(
      200,
    );
    expect((await ask(person, 'email', 'nobody')).status).toBe(400);
  });
});

describe('a crash while contacts change', () => {
  it('B11: at any step before the one that decides, nothing changed and the code is good still', async () => {
    const deps = {
      settings: DEFAULT_CONTACTS,
      accounts: dynamoAccounts('accounts'),
      personalData: kmsPersonalData('personal-data'),
      identify: identifyWith(deploymentSecret('identifiers')),
      codes: dynamoOneTimeCodes('one-time-codes', kmsShortSecretHash('one-time-codes'), randomness),
      contactChanges: dynamoContactChanges({
        accounts: 'accounts',
        handles: 'account-handles',
        changes: 'contact-changes',
        codes: 'one-time-codes',
        links: 'links',
        devices: 'devices',
      }),
    };
    const verbs = { codes: ['judge'], personalData: ['seal'], contactChanges: ['make'] };
    for (const step of [1, 2, 3, 4]) {
      const person = await reachable(service);
      const value = unusedContacts().phone;
      await ask(person, 'phone', value);
      const wanted = { kind: 'phone', value, code: codeSent(service, value) } as const;
      const account = await accountOf(person);
      const crashing = failingAt(deps, verbs, step).deps;
      await expect(changeContact(account, wanted, new Date(), crashing)).rejects.toThrow(Crash);
      expect(await accountOf(person)).toEqual(account);
      expect(await holderOf('phone', value)).toBeUndefined();
      expect((await confirm(person, 'phone', value, wanted.code)).status).toBe(200);
      expect(await changesOf(person)).toHaveLength(1);
    }
  });

  it('B11: after it, the same confirmation is answered as if nothing had happened', async () => {
    const person = await reachable(service);
    const { email } = unusedContacts();
    await ask(person, 'email', email);
    const code = codeSent(service, email);
    await confirm(person, 'email', email, code); // the answer is lost on the way
    const again = await confirm(person, 'email', email, code);
    expect([again.status, again.body.email]).toEqual([200, email]);
    expect(await changesOf(person)).toHaveLength(1);
  });
});
