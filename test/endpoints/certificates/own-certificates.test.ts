import { X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { kmsPersonalData } from '../../../lambdas/adapters/aws/kms-personal-data.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { keepCertificate } from '../../support/certificate-record.ts';
import {
  auditOf,
  certificateNow,
  certificateStore,
  citizen,
  logIn,
  organisationOf,
  revocationsOf,
  startHolderService,
} from '../../support/holder.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';
import { SOME_CERTIFICATE } from '../../vectors/some-certificate.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startHolderService();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const held = (person: PersonWithPhone, changes: Partial<CertificateRecord> = {}) =>
  keepCertificate({ holder: person.account.id, kind: 'authentication', ...changes });
const at = ({ id }: CertificateRecord, what = '') => `/api/certificates/${id}${what}`;
const revoke = ({ phone }: PersonWithPhone, certificate: CertificateRecord, reason = 'key-lost') =>
  phone.call('POST', at(certificate, '/revocation'), { reason });
const suspend = ({ phone }: PersonWithPhone, certificate: CertificateRecord) =>
  phone.call('POST', at(certificate, '/suspension'), {});
const lift = ({ phone }: PersonWithPhone, certificate: CertificateRecord) =>
  phone.call('DELETE', at(certificate, '/suspension'));

describe('own certificates', () => {
  it('C1: are listed newest first, with their real status; unfinished intents are not', async () => {
    const person = await citizen(service);
    const old = await held(person, {
      issuedAt: '2020-01-01T00:00:00.000Z',
      notAfter: '2025-01-01T00:00:00.000Z',
    });
    const good = await held(person);
    await held(person, { status: 'issuing' });
    const { body } = await person.phone.call<{ certificates: { serial: string; status: string }[] }>(
      'GET',
      '/api/certificates',
    );
    expect(body.certificates.map(({ serial, status }) => [serial, status])).toEqual([
      [good.id, 'good'],
      [old.id, 'expired'],
    ]);
    expect(JSON.stringify(body)).not.toContain('der');
  });

  it('C1: shown with PEM and DER, and as files that another reads', async () => {
    const person = await citizen(service);
    const certificate = await held(person, { der: SOME_CERTIFICATE });
    const { body } = await person.phone.call<{ pem: string; der: string }>('GET', at(certificate));
    expect(body.der).toBe(SOME_CERTIFICATE);
    const serial = new X509Certificate(body.pem).serialNumber;
    const file = await person.phone.call('GET', at(certificate, '?format=pem'));
    expect(file.headers.get('content-disposition')).toMatch(/attachment; filename="authentication-/);
    expect(new X509Certificate(String(file.body.text)).serialNumber).toBe(serial);
    const der = await person.phone.call('GET', at(certificate, '?format=der'));
    expect(der.headers.get('content-type')).toBe('application/pkix-cert');
    expect((await person.phone.call('GET', at(certificate, '?format=p12'))).status).toBe(400);
  });

  it('C1: the SIGNATURE certificate is sealed where it lies, and opened for its holder', async () => {
    const person = await citizen(service);
    const { id } = person.account;
    const account = await dynamoAccounts('accounts').find(id);
    const sealed = await kmsPersonalData('personal-data').seal(id, account?.wrappedKey ?? '', {
      der: SOME_CERTIFICATE,
    });
    const certificate = await keepCertificate({ holder: id, kind: 'signature', sealed, der: undefined });
    const { body } = await person.phone.call<{ der: string }>('GET', at(certificate));
    expect(body.der).toBe(SOME_CERTIFICATE);
  });

  it('C1: another person’s is not told apart from none, whatever is done with it', async () => {
    const [person, stranger] = [await citizen(service), await citizen(service)];
    const certificate = await held(person);
    for (const answer of [
      await stranger.phone.call('GET', at(certificate)),
      await revoke(stranger, certificate),
      await suspend(stranger, certificate),
      await lift(stranger, certificate),
      await stranger.phone.call('GET', '/api/certificates/00'),
      await stranger.phone.call('GET', '/api/certificates/not-hex'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([404, 'no-such-certificate']);
    }
    expect((await certificateNow(certificate))?.status).toBe('good');
  });

  it('C1: without a session there is no certificate', async () => {
    const certificate = await held(await citizen(service));
    expect((await service.browser().call('GET', at(certificate))).status).toBe(401);
    expect((await service.browser().call('GET', '/api/certificates')).status).toBe(401);
  });

  it('C1: that of an organisation is its representative’s affair', async () => {
    const [person, stranger] = [await citizen(service), await citizen(service)];
    const holder = `organisation:${await organisationOf(person)}`;
    const certificate = await keepCertificate({ holder, kind: 'corporate', der: SOME_CERTIFICATE });
    expect((await person.phone.call('GET', at(certificate))).body.organisation).toBe(holder.split(':')[1]);
    expect((await revoke(stranger, certificate)).status).toBe(404);
    expect((await revoke(person, certificate)).body.status).toBe('revoked');
  });
});

describe('revoke', () => {
  it.each([
    ['key-lost', 'keyCompromise'],
    ['key-leaked', 'keyCompromise'],
    ['not-needed', 'cessationOfOperation'],
  ])('C5: %s is %s, in certificate, revocation list entry and trail', async (given, reason) => {
    const person = await citizen(service);
    const certificate = await held(person);
    const { status, body } = await revoke(person, certificate, given);
    expect([status, body.status, body.reason]).toEqual([200, 'revoked', reason]);
    expect(await revocationsOf(certificate)).toMatchObject([{ serial: certificate.id, reason }]);
    expect(await auditOf(person)).toContainEqual(
      expect.objectContaining({ event: 'certificate.revoked', actor: 'citizen' }),
    );
  });

  it('C5: an hour after the PIN it can still be done: an emergency does not wait', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    service.advance(25 * 60);
    expect((await revoke(person, certificate)).status).toBe(200);
  });

  it('C5: asked twice it is revoked once, with the first reason, and recorded once', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    await revoke(person, certificate);
    for (const reason of ['key-lost', 'not-needed']) {
      expect((await revoke(person, certificate, reason)).body.reason).toBe('keyCompromise');
    }
    const events = (await auditOf(person)).filter(({ event }) => event === 'certificate.revoked');
    expect(events).toHaveLength(1);
  });

  it('C5: reasons of the authority are not the person’s to give; an expired one is over', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    for (const reason of ['cACompromise', 'superseded', 'privilegeWithdrawn', 'affiliationChanged']) {
      expect((await revoke(person, certificate, reason)).status).toBe(400);
    }
    const expired = await held(person, { notAfter: '2020-01-01T00:00:00.000Z' });
    expect((await revoke(person, expired)).body.code).toBe('certificate-over');
  });
});

describe('suspend and lift', () => {
  it('C5: suspended it is on the revocation list; lifted it is not, and good again', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    const suspended = await suspend(person, certificate);
    expect(suspended.body).toMatchObject({
      status: 'suspended',
      reason: 'certificateHold',
      suspendedBy: 'holder',
    });
    expect(await revocationsOf(certificate)).toMatchObject([{ reason: 'certificateHold' }]);
    const lifted = await lift(person, certificate);
    expect([lifted.status, lifted.body.status, lifted.body.reason]).toEqual([200, 'good', undefined]);
    expect(await revocationsOf(certificate)).toEqual([]);
    expect((await auditOf(person)).map(({ event }) => event)).toEqual(
      expect.arrayContaining(['certificate.suspended', 'certificate.lifted']),
    );
  });

  it('C5: lifting needs the PIN typed just now; suspending does not', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    service.advance(11 * 60);
    expect((await suspend(person, certificate)).status).toBe(200);
    expect((await lift(person, certificate)).body.code).toBe('session-not-fresh');
    await logIn(person);
    expect((await lift(person, certificate)).status).toBe(200);
  });

  it('C5: what the counter suspended, the person cannot lift, but can revoke', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    await certificateStore().end({
      certificate,
      reason: 'certificateHold',
      at: new Date(),
      suspendedBy: 'counter',
    });
    const { status, body } = await lift(person, certificate);
    expect([status, body.code]).toEqual([403, 'suspended-by-counter']);
    expect((await revoke(person, certificate)).body.status).toBe('revoked');
  });

  it('C5: a revoked one is neither suspended nor lifted; a good one has nothing to lift', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    expect((await lift(person, certificate)).body.code).toBe('certificate-not-suspended');
    await revoke(person, certificate);
    expect((await suspend(person, certificate)).body.code).toBe('certificate-over');
    expect((await lift(person, certificate)).body.code).toBe('certificate-over');
    expect((await certificateNow(certificate))?.status).toBe('revoked');
  });

  it('C5: suspended and revoked at the same moment, it ends revoked', async () => {
    const person = await citizen(service);
    const certificate = await held(person);
    await Promise.all([
      ...Array.from({ length: 5 }, () => suspend(person, certificate)),
      ...Array.from({ length: 5 }, () => revoke(person, certificate)),
    ]);
    expect((await certificateNow(certificate))?.status).toBe('revoked');
    expect(await revocationsOf(certificate)).toMatchObject([{ reason: 'keyCompromise' }]);
  });
});
