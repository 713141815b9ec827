import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoSigningShares } from '../../../lambdas/adapters/aws/dynamo-signing-shares.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { keepCertificate } from '../../support/certificate-record.ts';
import {
  auditOf,
  certificateStore,
  changeAccount,
  citizen,
  organisationOf,
  startHolderService,
} from '../../support/holder.ts';
import { activationCodeFor, type PersonWithPhone, type SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startHolderService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const KEYS = '/api/signing-keys';
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const DIGEST = base64url(new Uint8Array(32).fill(7));
/** What a browser sends for a password; few rounds, since nothing here depends on their number. */
const verifierOf = (password: string): string =>
  base64url(pbkdf2Sync(password, 'a salt', 10, 64, 'sha256').subarray(0, 32));
const RIGHT = verifierOf('abcdef1');
const WRONG = verifierOf('abcdef2');

interface MadeKey {
  readonly key: string;
  readonly share: string;
  readonly publicKey: string;
}

async function makeKey({ phone }: PersonWithPhone, more: object = {}): Promise<MadeKey> {
  const publicKey = base64url(randomBytes(32));
  const wish = { verifier: RIGHT, publicKey, ...more };
  const { status, body } = await phone.call<{ key: string; share: string }>('POST', KEYS, wish);
  if (status !== 201) throw new Error(JSON.stringify(body));
  return { ...body, publicKey };
}

const release = ({ phone }: PersonWithPhone, key: string, verifier = RIGHT, purpose = 'sign') =>
  phone.call('POST', `${KEYS}/${key}/share`, { verifier, purpose, digest: DIGEST });

/** A person with a key and its certificate. */
async function signer(changes: Partial<CertificateRecord> = {}) {
  const person = await citizen(
    service,
    {},
    { email: `${base64url(randomBytes(6))}@example.org`.toLowerCase() },
  );
  const made = await makeKey(person);
  const { id } = person.account;
  const certificate = await keepCertificate({
    holder: id,
    kind: 'signature',
    keyId: made.publicKey,
    ...changes,
  });
  return { person, made, certificate };
}

describe('the server’s share', () => {
  it('C2: 32 bytes for a new key, and the same again for the right password', async () => {
    const { person, made } = await signer();
    expect(Buffer.from(made.share, 'base64url')).toHaveLength(32);
    const { status, body } = await release(person, made.key);
    expect([status, body.share]).toEqual([200, made.share]);
  });

  it('C2: another key has another share; neither share nor verifier is stored in clear', async () => {
    const { person, made } = await signer();
    expect((await makeKey(person)).share).not.toBe(made.share);
    const stored = JSON.stringify(await dynamoSigningShares('signing-shares').find(made.key));
    expect(stored).not.toContain(made.share);
    expect(stored).not.toContain(RIGHT);
  });

  it('C2: what it was released for stands in the trail: digest and purpose, and no name of a document', async () => {
    const { person, made, certificate } = await signer();
    await release(person, made.key);
    const [event] = (await auditOf(person)).filter(({ event }) => event === 'signing-share.released');
    expect(event?.details).toEqual({
      key: made.key,
      purpose: 'sign',
      digest: DIGEST,
      certificate: certificate.id,
    });
  });

  it('C2: a wrong password is recorded as no release', async () => {
    const { person, made } = await signer();
    await release(person, made.key, WRONG);
    expect((await auditOf(person)).map(({ event }) => event)).not.toContain('signing-share.released');
  });

  it('C2: a browser without the phone’s key gets nothing; another person’s key is not told apart from none', async () => {
    const { person, made } = await signer();
    const stranger = await citizen(service);
    const body = { verifier: RIGHT, purpose: 'sign', digest: DIGEST };
    expect((await service.browser().call('POST', `${KEYS}/${made.key}/share`, body)).status).toBe(401);
    expect((await release(stranger, made.key)).body.code).toBe('no-such-signing-key');
    expect((await release(person, 'nothing')).body.code).toBe('no-such-signing-key');
  });

  it.each([
    ['verifier', { verifier: 'short', purpose: 'sign', digest: DIGEST }],
    ['digest', { verifier: RIGHT, purpose: 'sign', digest: 'contract.pdf' }],
    ['purpose', { verifier: RIGHT, purpose: 'read', digest: DIGEST }],
  ])('C2: a malformed %s is refused and costs no try', async (_what, body) => {
    const { person, made } = await signer();
    expect((await person.phone.call('POST', `${KEYS}/${made.key}/share`, body)).status).toBe(400);
    expect(await dynamoSigningShares('signing-shares').find(made.key)).toMatchObject({ attempts: 0 });
  });
});

describe('five tries', () => {
  it('C2: five wrong passwords lock, the right one too, and one e-mail tells', async () => {
    const { person, made } = await signer();
    for (const left of [4, 3, 2, 1]) {
      const { status, body } = await release(person, made.key, WRONG);
      expect([status, body.code, body.triesLeft]).toEqual([422, 'signing-password-wrong', left]);
    }
    expect((await release(person, made.key, WRONG)).body.code).toBe('signing-password-locked');
    const { status, body } = await release(person, made.key);
    expect([status, body.code, body.next]).toEqual([
      403,
      'signing-password-locked',
      ['counter', 'apply-for-certificate'],
    ]);
    const mails = service.aws.sent.queued.filter(
      ({ to, template }) => to.email === person.identity.email && template === 'signing-password-locked',
    );
    expect(mails).toHaveLength(1);
  });

  it('C2: fifty simultaneous wrong passwords: exactly five are compared', async () => {
    const { person, made } = await signer();
    const before = service.aws.calls.get('KMS.VerifyMac') ?? 0;
    const answers = await Promise.all(Array.from({ length: 50 }, () => release(person, made.key, WRONG)));
    expect((service.aws.calls.get('KMS.VerifyMac') ?? 0) - before).toBe(5);
    const codes = answers.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'signing-password-wrong')).toHaveLength(4);
    expect(codes.filter((code) => code === 'signing-password-locked')).toHaveLength(46);
    expect((await release(person, made.key)).body.code).toBe('signing-password-locked');
  });

  it('C2: a right password gives all five tries back', async () => {
    const { person, made } = await signer();
    for (let round = 0; round < 3; round += 1) {
      for (let wrong = 0; wrong < 4; wrong += 1) await release(person, made.key, WRONG);
      expect((await release(person, made.key)).status).toBe(200);
    }
  });

  it('C2: its counter is its own: the PIN and another key are untouched', async () => {
    const { person, made } = await signer();
    const other = await makeKey(person);
    for (let wrong = 0; wrong < 5; wrong += 1) await release(person, made.key, WRONG);
    expect((await release(person, other.key, RIGHT, 'certify')).status).toBe(200);
    const { status } = await person.phone.call('POST', '/api/authenticator/log-in', { pin: person.pin });
    expect(status).toBe(201);
  });

  it('C2: a recovered phone does not unlock it', async () => {
    const { person, made } = await signer();
    for (let wrong = 0; wrong < 5; wrong += 1) await release(person, made.key, WRONG);
    service.advance(31);
    person.phone.deviceId = undefined;
    const token = await person.link('recover');
    const code = await activationCodeFor(service, person, token);
    expect((await person.phone.activate(token, code, '5802')).status).toBe(200);
    expect((await release(person, made.key)).body.code).toBe('signing-password-locked');
  });
});

describe('the key’s certificate', () => {
  it.each([
    ['signing-certificate-suspended', { status: 'suspended' }],
    ['signing-certificate-revoked', { status: 'revoked' }],
    ['signing-certificate-expired', { notAfter: '2020-01-01T00:00:00.000Z' }],
    ['signing-certificate-none', { status: 'issuing' }],
    ['signing-certificate-none', { keyId: 'of-another-key' }],
    ['signing-certificate-none', { applicant: 'somebody-else' }],
  ] as const)('C2: %s: the share stays, and no try is counted', async (code, changes) => {
    const { person, made } = await signer(changes);
    const { status, body } = await release(person, made.key);
    expect([status, body.code]).toEqual([403, code]);
    expect(await dynamoSigningShares('signing-shares').find(made.key)).toMatchObject({ attempts: 0 });
  });

  it('C5: suspended, nothing can be signed; lifted, it can again', async () => {
    const { person, made, certificate } = await signer();
    await certificateStore().end({ certificate, reason: 'certificateHold', at: new Date() });
    expect((await release(person, made.key)).body.code).toBe('signing-certificate-suspended');
    await certificateStore().lift(certificate, new Date());
    expect((await release(person, made.key)).status).toBe(403); // another suspension than the one that was read
    const suspended = await certificateStore().find(certificate.id);
    if (suspended === undefined) throw new Error('gone');
    await certificateStore().lift(suspended, new Date());
    expect((await release(person, made.key)).status).toBe(200);
  });

  it('C9: before there is a certificate the key may sign a request for one, and nothing else', async () => {
    const person = await citizen(service);
    const made = await makeKey(person);
    expect((await release(person, made.key, RIGHT, 'certify')).status).toBe(200);
    expect((await release(person, made.key)).body.code).toBe('signing-certificate-none');
  });

  it('C5: a revoked key signs no request either', async () => {
    const { person, made } = await signer({ status: 'revoked' });
    expect((await release(person, made.key, RIGHT, 'certify')).body.code).toBe('signing-certificate-revoked');
  });

  it('C2: a suspended identity gets no share, and no new key', async () => {
    const { person, made } = await signer();
    await changeAccount(person, { status: 'suspended' });
    expect((await release(person, made.key)).body.code).toBe('account-not-usable');
    const wish = { verifier: RIGHT, publicKey: DIGEST };
    expect((await person.phone.call('POST', KEYS, wish)).body.code).toBe('account-not-usable');
  });
});

describe('keys of organisations', () => {
  it('C2: the very same protocol, for their representative', async () => {
    const person = await citizen(service);
    const organisation = await organisationOf(person);
    const made = await makeKey(person, { organisation });
    expect((await release(person, made.key)).body.code).toBe('signing-certificate-none');
    await keepCertificate({
      holder: `organisation:${organisation}`,
      applicant: person.account.id,
      kind: 'corporate',
      keyId: made.publicKey,
    });
    expect((await release(person, made.key)).body.share).toBe(made.share);
  });

  it('C2: for nobody else', async () => {
    const [person, stranger] = [await citizen(service), await citizen(service)];
    const organisation = await organisationOf(person);
    const wish = { verifier: RIGHT, publicKey: DIGEST, organisation };
    const { status, body } = await stranger.phone.call('POST', KEYS, wish);
    expect([status, body.code]).toEqual([403, 'not-representative']);
  });
});
