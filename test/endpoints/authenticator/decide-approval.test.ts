import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoPins } from '../../../lambdas/adapters/aws/dynamo-pins.ts';
import type { Approval } from '../../support/phone.ts';
import { openPage, type Page } from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

async function asked(person: PersonWithPhone): Promise<{ page: Page; approval: Approval }> {
  const page = await openPage(service);
  await page.post('phone', { phone: person.identity.phone_number });
  const [approval] = await person.phone.approvals();
  if (approval === undefined) throw new Error('The phone was not asked.');
  return { page, approval };
}

describe('the proof of the phone', () => {
  it('X2: serves once: the same request again is refused before its PIN is looked at', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    const seen: [string, RequestInit][] = [];
    const listening = globalThis.fetch;
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      if (String(url).includes('/api/')) seen.push([url, init]); // not the calls behind it
      return listening(url, init);
    });
    expect((await person.phone.decide(approval, 'approve', '7777')).body.triesLeft).toBe(2);
    vi.unstubAllGlobals();
    for (const [url, init] of [...seen, ...seen]) expect((await fetch(url, init)).status).toBe(401);
    expect((await person.phone.decide(approval, 'approve', '7777')).body.triesLeft).toBe(1);
  });
});

describe('the PIN (B4)', () => {
  it('B4: three wrong codes lock; the right one is refused after it, here and at the next request', async () => {
    const person = await service.personWithPhone();
    const { page, approval } = await asked(person);
    for (const left of [2, 1]) {
      const { status, body } = await person.phone.decide(approval, 'approve', '7777');
      expect([status, body.code, body.triesLeft]).toEqual([422, 'pin-wrong', left]);
    }
    const third = await person.phone.decide(approval, 'approve', '7777');
    expect([third.status, third.body.code]).toEqual([403, 'pin-locked']);
    expect((await person.phone.decide(approval, 'approve', person.pin)).body.code).toBe('pin-locked');
    expect((await page.show()).state).toBe('waiting');
    const again = await asked(person);
    expect((await person.phone.decide(again.approval, 'approve', person.pin)).body.code).toBe('pin-locked');
    expect((await person.phone.call('GET', '/api/authenticator/approvals')).body).toMatchObject({
      account: { status: 'pin-locked' },
    });
  });

  it('B4: fifty simultaneous wrong codes: three are compared, one locks, one e-mail tells', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    const before = service.aws.calls.get('KMS.VerifyMac') ?? 0;
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => person.phone.decide(approval, 'approve', '7777')),
    );
    expect((service.aws.calls.get('KMS.VerifyMac') ?? 0) - before).toBe(3);
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'pin-wrong')).toHaveLength(2);
    expect(codes.filter((code) => code === 'pin-locked')).toHaveLength(48);
    const mails = service.aws.sent.queued.filter(({ template }) => template === 'pin-locked');
    expect(mails.length).toBeGreaterThan(0);
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 3, ceiling: 3 });
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(403);
  });

  it('B4: fifty simultaneous codes, one of them right: never more than three compared before it', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        person.phone.decide(approval, 'approve', i === 25 ? person.pin : '7777'),
      ),
    );
    const approved = answers.filter(({ status }) => status === 200).length;
    const compared = answers.filter(({ body }) => body.code === 'pin-wrong').length;
    expect(approved).toBeLessThanOrEqual(1);
    expect(compared).toBeLessThanOrEqual(approved === 1 ? 5 : 2);
  });

  it('B4: a right code gives all three tries back', async () => {
    const person = await service.personWithPhone();
    for (let round = 0; round < 3; round += 1) {
      const { approval } = await asked(person);
      await person.phone.decide(approval, 'approve', '7777');
      await person.phone.decide(approval, 'approve', '7777');
      expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(200);
    }
  });

  it('B4: the lock is undone by recovery, and only by it: new PIN, same identity', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    for (let i = 0; i < 3; i += 1) await person.phone.decide(approval, 'approve', '7777');
    const token = await person.link('recover');
    await service.browser().call('POST', '/api/authenticator/activation', { token });
    const text = service.aws.sent.texts.at(-1)?.text ?? '';
    person.phone.deviceId = undefined; // the same key is bound again
    const done = await person.phone.activate(token, /\d{4}/.exec(text)?.[0] ?? '', '5927');
    expect(done.status).toBe(200);
    expect((await person.phone.decide(approval, 'approve', person.pin)).body.code).toBe('pin-wrong');
    expect((await person.phone.decide(approval, 'approve', '5927')).status).toBe(200);
  });

  it('B3: refusing needs no PIN', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    expect((await person.phone.decide(approval, 'refuse')).body).toEqual({ state: 'refused' });
  });
});

describe('the decision (B3)', () => {
  it('B3: of ten simultaneous decisions one counts', async () => {
    const person = await service.personWithPhone();
    const { page, approval } = await asked(person);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        person.phone.decide(approval, i % 2 ? 'approve' : 'refuse', person.pin),
      ),
    );
    const counted = answers.filter(({ status }) => status === 200);
    expect(counted).toHaveLength(1);
    const { state } = await page.show();
    expect(state).toBe(counted[0]?.body.state === 'approved' ? 'consent' : 'finished');
  });

  it('B3: a request that ran out cannot be approved', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    service.advance(181);
    const { status, body } = await person.phone.decide(approval, 'approve', person.pin);
    expect([status, body.code]).toEqual([410, 'approval-expired']);
  });

  it("B3: another person's request is unknown to this phone", async () => {
    const [mine, theirs] = [await service.personWithPhone(), await service.personWithPhone()];
    const { approval } = await asked(theirs);
    expect((await mine.phone.decide(approval, 'approve', mine.pin)).status).toBe(404);
    expect((await mine.phone.decide({ ...approval, id: 'unknown' }, 'approve', mine.pin)).status).toBe(404);
  });

  it.each([
    ['another number than shown', { bindingNumber: 'xx' }],
    ['another challenge', { challenge: 'x'.repeat(43) }],
  ])('B3: a decision signed over %s does not count, and costs no PIN try', async (_name, change) => {
    const person = await service.personWithPhone();
    const { page, approval } = await asked(person);
    const { status, body } = await person.phone.decide({ ...approval, ...change }, 'approve', person.pin);
    expect([status, body.code]).toEqual([401, 'decision-not-signed']);
    expect((await page.show()).state).toBe('waiting');
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 0 });
  });

  it('B3: the signature of a refusal is none for an approval', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    const call = person.phone.call;
    let signature = '';
    person.phone.call = (_method, _path, body) => {
      signature = (body as { signature: string }).signature;
      return call('GET', '/api/authenticator/approvals');
    };
    await person.phone.decide(approval, 'refuse');
    person.phone.call = call;
    const path = `/api/authenticator/approvals/${approval.id}`;
    const answer = await person.phone.call('POST', path, { decision: 'approve', pin: person.pin, signature });
    expect(answer.body.code).toBe('decision-not-signed');
  });

  it('X3: a suspended identity approves nothing, and its PIN is not even looked at', async () => {
    const person = await service.personWithPhone();
    const { approval } = await asked(person);
    await put('accounts', { ...person.account, status: 'suspended', deviceId: person.phone.deviceId });
    expect((await person.phone.decide(approval, 'approve', person.pin)).body.code).toBe('account-not-usable');
    expect(await dynamoPins('pins').find(person.account.id)).toMatchObject({ attempts: 0 });
  });

  it.each([
    ['an approval without PIN', { decision: 'approve', signature: 'x' }],
    ['a refusal with PIN', { decision: 'refuse', signature: 'x', pin: '1234' }],
    ['another decision', { decision: 'maybe', signature: 'x' }],
  ])('X2: refuses %s', async (_name, body) => {
    const person = await service.personWithPhone();
    expect((await person.phone.call('POST', '/api/authenticator/approvals/any', body)).status).toBe(400);
  });
});
