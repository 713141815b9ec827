import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { describeCertificate } from '../../../lambdas/domain/certificate-profile/issuer.ts';
import type { Notification } from '../../../lambdas/domain/message/messenger.ts';
import type { Organisation } from '../../../lambdas/domain/organisation/organisation.ts';
import type { IssueDeps } from '../../../lambdas/endpoints/certificates/issue.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { type TestHierarchy, testHierarchy } from '../../support/ceremony.ts';
import { requestKey } from '../../support/certification-request.ts';
import { citizenCookies } from '../../support/citizen-session.ts';
import {
  confirmedApplication,
  holder,
  ISSUING_TABLES,
  issue,
  issuingDeps,
  newRequest,
  refusalOf,
} from '../../support/issuing.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { put } from '../../support/sign-in.ts';

const NOW = new Date('2026-05-01T10:00:00.500Z');
const certificates = dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' });
const sent: Notification[] = [];
let aws: TestAws;
let pki: TestHierarchy;
let deps: IssueDeps;

beforeAll(async () => {
  aws = await startAws(ISSUING_TABLES);
  pki = await testHierarchy(at('2026-05-01T09:00:00Z'));
  deps = issuingDeps(pki, sent);
});
afterAll(() => aws.stop());

const good = async (id: string): Promise<CertificateRecord[]> =>
  (await certificates.of(id)).filter(({ status }) => status === 'good');
const at = (instant: string): Date => new Date(instant);

async function organisation(changes: Partial<Organisation>): Promise<Organisation> {
  const record: Organisation = {
    id: String(Math.floor(100_000_000 + Math.random() * 800_000_000)),
    name: 'Crèche des Lilas',
    kind: 'company',
    town: 'Paris',
    status: 'active',
    representativeId: 'nobody',
    registeredAt: NOW.toISOString(),
    version: 1,
    ...changes,
  };
  await put('organisations', record);
  return record;
}

describe('issuing certificates', () => {
  it('C1: AUTHENTICATION for the key of the phone, until the fifth birthday', async () => {
    const person = await holder(NOW);
    const application = await confirmedApplication(person);
    const issued = await issue(person, application, newRequest(person.deviceKey), deps, NOW);
    expect(issued).toMatchObject({
      kind: 'authentication',
      notBefore: '2026-05-01T10:00:00.000Z',
      notAfter: '2030-07-13T21:59:59.000Z',
    });
    expect(describeCertificate(Buffer.from(issued.der, 'base64'))).toMatchObject({
      serial: issued.serial,
      publicKey: person.deviceKey.spki,
    });
    expect(await certificates.find(issued.serial)).toMatchObject({
      status: 'good',
      der: issued.der,
      expiresOn: '2030-07-13',
      crlPartition: Number.parseInt(issued.serial.slice(0, 2), 16) % 16,
    });
  });

  it('C1: SIGNATURE is kept sealed: the table names nobody', async () => {
    const person = await holder(NOW, { documentExpiry: '2028-02-10' });
    const application = await confirmedApplication(person, { kind: 'signature' });
    const issued = await issue(person, application, newRequest(), deps, NOW);
    const record = await certificates.find(issued.serial);
    expect(record?.der).toBeUndefined();
    expect(JSON.stringify(record)).not.toContain('TUFSVElO'); // MARTIN in base64
    expect(issued.notAfter).toBe('2028-02-10T22:59:59.000Z');
  });

  it('C1: the same request sent again gives the same certificate, and one message', async () => {
    const person = await holder(NOW);
    const application = await confirmedApplication(person, { kind: 'signature' });
    const request = newRequest();
    const first = await issue(person, application, request, deps, NOW);
    const again = await issue(person, application, request, deps, at('2026-05-01T10:20:00Z'));
    expect(again).toEqual(first);
    expect(await refusalOf(issue(person, application, newRequest(), deps, NOW))).toBe(
      'certificate-application-used',
    );
    expect(new Set(sent.filter(({ id }) => id.includes(first.serial)).map(({ id }) => id)).size).toBe(1);
  });

  it('C1: twenty at once give one certificate', async () => {
    const person = await holder(NOW);
    const application = await confirmedApplication(person, { kind: 'signature' });
    const request = newRequest();
    const all = await Promise.all(
      Array.from({ length: 20 }, () => issue(person, application, request, deps, NOW)),
    );
    expect(new Set(all.map(({ der }) => der)).size).toBe(1);
    expect(await certificates.of(person.account.id)).toHaveLength(1);
  });

  it('C1: twenty applications at once leave one certificate in use', async () => {
    const person = await holder(NOW);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const application = await confirmedApplication(person, { kind: 'signature' });
        return refusalOf(issue(person, application, newRequest(), deps, NOW));
      }),
    );
    expect(outcomes).toContain('no refusal');
    expect(await good(person.account.id)).toHaveLength(1);
  });

  it('C8: renewed in the last months for the same key of the phone, to the sixth birthday; the old one is superseded', async () => {
    const person = await holder(NOW);
    const request = newRequest(person.deviceKey);
    const first = await issue(person, await confirmedApplication(person), request, deps, NOW);
    const late = at('2030-05-01T10:00:00Z');
    const cookies = await citizenCookies(person.account, { now: late });
    const application = await confirmedApplication(person);
    const second = await issue({ cookies }, application, request, deps, late);
    expect(second.notAfter).toBe('2035-07-13T21:59:59.000Z');
    expect(await certificates.find(first.serial)).toMatchObject({ status: 'revoked', reason: 'superseded' });
  });

  it('C8: not renewed before the window', async () => {
    const person = await holder(NOW);
    const request = newRequest(person.deviceKey);
    await issue(person, await confirmedApplication(person), request, deps, NOW);
    const again = issue(person, await confirmedApplication(person), request, deps, NOW);
    expect(await refusalOf(again)).toBe('certificate-exists');
  });

  it('C9: a secure carrier may hold an RSA key; a file holds a P-256 key', async () => {
    const person = await holder(NOW);
    const request = newRequest(requestKey('RSA'));
    const file = await confirmedApplication(person, { kind: 'signature' });
    expect(await refusalOf(issue(person, file, request, deps, NOW))).toBe('key-not-for-storage');
    const carrier = await confirmedApplication(person, { kind: 'signature', storage: 'kaztoken' });
    expect(await refusalOf(issue(person, carrier, request, deps, NOW))).toBe('no refusal');
  });

  it('C1: a company gets its corporate certificate through its representative alone', async () => {
    const person = await holder(NOW);
    const own = await organisation({ representativeId: person.account.id });
    const wish = { kind: 'corporate', organisationId: own.id } as const;
    const issued = await issue(person, await confirmedApplication(person, wish), newRequest(), deps, NOW);
    expect(issued.notAfter).toBe('2029-04-30T21:59:59.000Z');
    expect(await deps.organisations.find(own.id)).toMatchObject({ certificate: issued.serial });
    const delegate = await holder(NOW);
    const attempt = issue(delegate, await confirmedApplication(delegate, wish), newRequest(), deps, NOW);
    expect(await refusalOf(attempt)).toBe('not-representative');
  });

  it('C1: an organisation that is not active gets none', async () => {
    const person = await holder(NOW);
    const pending = await organisation({
      representativeId: person.account.id,
      status: 'suspended',
      kind: 'municipality',
    });
    const application = await confirmedApplication(person, {
      kind: 'official-seal',
      organisationId: pending.id,
    });
    expect(await refusalOf(issue(person, application, newRequest(), deps, NOW))).toBe(
      'organisation-not-active',
    );
  });
});

describe('what is not issued', () => {
  it('C1: without a session, or for another’s application', async () => {
    const [person, other] = await Promise.all([holder(NOW), holder(NOW)]);
    const application = await confirmedApplication(person);
    const request = newRequest(person.deviceKey);
    expect(await refusalOf(issue({ cookies: {} }, application, request, deps, NOW))).toBe('not-signed-in');
    expect(await refusalOf(issue(other, application, request, deps, NOW))).toBe(
      'no-such-certificate-application',
    );
    expect(await refusalOf(issue(person, { id: 'unknown' }, request, deps, NOW))).toBe(
      'no-such-certificate-application',
    );
  });

  it('C9: before it is confirmed, and after it ran out', async () => {
    const person = await holder(NOW);
    const request = newRequest(person.deviceKey);
    const early = await confirmedApplication(person, { status: 'to-confirm' });
    expect(await refusalOf(issue(person, early, request, deps, NOW))).toBe(
      'certificate-application-not-confirmed',
    );
    const late = await confirmedApplication(person, { expiresAt: NOW.getTime() / 1000 - 1 });
    expect(await refusalOf(issue(person, late, request, deps, NOW))).toBe('certificate-application-over');
  });

  it('C1: AUTHENTICATION for any key but the phone’s; SIGNATURE for the phone’s', async () => {
    const person = await holder(NOW);
    const authentication = await confirmedApplication(person);
    expect(await refusalOf(issue(person, authentication, newRequest(), deps, NOW))).toBe('key-not-of-phone');
    const signature = await confirmedApplication(person, { kind: 'signature' });
    const attempt = issue(person, signature, newRequest(person.deviceKey), deps, NOW);
    expect(await refusalOf(attempt)).toBe('key-of-phone');
  });

  it('C1: a key that somebody had certified before', async () => {
    const [person, other] = await Promise.all([holder(NOW), holder(NOW)]);
    const request = newRequest();
    await issue(person, await confirmedApplication(person, { kind: 'signature' }), request, deps, NOW);
    const theirs = issue(other, await confirmedApplication(other, { kind: 'signature' }), request, deps, NOW);
    expect(await refusalOf(theirs)).toBe('key-taken');
    expect(await certificates.of(other.account.id)).toEqual([]);
  });

  it('C8: SIGNATURE under fifteen, without address, or beyond the document', async () => {
    const cases = [
      [{ birthdate: '2011-05-02' }, 'too-young-to-sign'],
      [{ address: undefined }, 'address-missing'],
      [{ documentExpiry: '2026-04-30' }, 'proving-document-expired'],
    ] as const;
    for (const [identity, code] of cases) {
      const person = await holder(NOW, identity as object);
      const application = await confirmedApplication(person, { kind: 'signature' });
      expect(await refusalOf(issue(person, application, newRequest(), deps, NOW))).toBe(code);
    }
  });

  it('C5: a new one instead of a suspended one', async () => {
    const person = await holder(NOW);
    const wish = { kind: 'signature' } as const;
    const { serial } = await issue(person, await confirmedApplication(person, wish), newRequest(), deps, NOW);
    const certificate = await certificates.find(serial);
    if (certificate === undefined) throw new Error('not kept');
    await certificates.end({ certificate, reason: 'certificateHold', at: NOW });
    const attempt = issue(person, await confirmedApplication(person, wish), newRequest(), deps, NOW);
    expect(await refusalOf(attempt)).toBe('certificate-suspended');
  });

  it('C4: one whose holder’s data changed while it was made says the new data when it is asked for again', async () => {
    const person = await holder(NOW);
    const application = await confirmedApplication(person, { kind: 'signature' });
    const request = newRequest();
    const change = { ...person.account, version: 2 };
    const changing: IssueDeps = {
      ...deps,
      signers: {
        ...deps.signers,
        signature: {
          ...deps.signers.signature,
          algorithm: 'ES256',
          sign: async (data) => {
            await put('accounts', change);
            return deps.signers.signature.sign(data);
          },
        },
      },
    };
    expect(await refusalOf(issue(person, application, request, changing, NOW))).toBe('account-changed');
    expect(await good(person.account.id)).toEqual([]);
    await issue(person, application, request, deps, NOW);
    expect(await good(person.account.id)).toHaveLength(1);
  });

  it('C4: one that was ended between intent and completion', async () => {
    const person = await holder(NOW);
    const application = await confirmedApplication(person, { kind: 'signature' });
    const ending: IssueDeps = {
      ...deps,
      personalData: {
        ...deps.personalData,
        seal: async (...sealing) => {
          const [certificate] = await certificates.of(person.account.id);
          if (certificate) await certificates.end({ certificate, reason: 'affiliationChanged', at: NOW });
          return deps.personalData.seal(...sealing);
        },
      },
    };
    const request = newRequest();
    expect(await refusalOf(issue(person, application, request, ending, NOW))).toBe(
      'certificate-not-finished',
    );
    expect(await refusalOf(issue(person, application, request, deps, NOW))).toBe('certificate-not-finished');
    expect(await good(person.account.id)).toEqual([]);
  });
});

/** The same dependencies, of which the call number `last` and all after it fail: before, or just after, it took effect. */
function dying(
  original: IssueDeps,
  last: number,
  when: 'before' | 'after',
): { deps: IssueDeps; calls: () => number } {
  let calls = 0;
  const die = (): Promise<never> => Promise.reject(new Error('killed'));
  const mortal = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(object, name, receiver) {
        const member: unknown = Reflect.get(object, name, receiver);
        if (typeof member !== 'function') {
          return typeof member === 'object' && member !== null ? mortal(member) : member;
        }
        return (...input: unknown[]) => {
          if (name === 'read' || name === 'bytes') return member.apply(object, input);
          calls += 1;
          const number = calls;
          if (number > last || (number === last && when === 'before')) return die();
          const result: unknown = member.apply(object, input);
          return number === last ? Promise.resolve(result).then(die) : result;
        };
      },
    });
  const { settings, cookies, ...rest } = original;
  return { deps: { ...mortal(rest), settings, cookies } as IssueDeps, calls: () => calls };
}

describe('issuing that is killed', () => {
  it('C1: between any two steps: asked again, it finishes with the one certificate', async () => {
    const counting = dying(deps, Number.POSITIVE_INFINITY, 'before');
    const first = await holder(NOW);
    await issue(
      first,
      await confirmedApplication(first, { kind: 'signature' }),
      newRequest(),
      counting.deps,
      NOW,
    );
    const steps = counting.calls();
    expect(steps).toBeGreaterThan(12);
    for (let step = 1; step <= steps; step += 1) {
      for (const when of ['before', 'after'] as const) {
        const person = await holder(NOW);
        const application = await confirmedApplication(person, { kind: 'signature' });
        const request = newRequest();
        const killed = issue(person, application, request, dying(deps, step, when).deps, NOW);
        await expect(killed).rejects.toThrow('killed');
        const issued = await issue(person, application, request, deps, at('2026-05-01T10:05:00Z'));
        const all = await certificates.of(person.account.id);
        expect(all.map(({ id, status }) => [id, status])).toEqual([[issued.serial, 'good']]);
        expect(await issue(person, application, request, deps, NOW)).toEqual(issued);
      }
    }
  });

  it('C1: an intent left behind does not stand in the way of a new application', async () => {
    const person = await holder(NOW);
    const abandoned = await confirmedApplication(person, { kind: 'signature' });
    const request = newRequest();
    const unsigned: IssueDeps = {
      ...deps,
      signers: {
        ...deps.signers,
        signature: {
          algorithm: 'ES256',
          sign: () => {
            throw new Error('killed');
          },
        },
      },
    };
    await expect(issue(person, abandoned, request, unsigned, NOW)).rejects.toThrow('killed');
    await issue(person, await confirmedApplication(person, { kind: 'signature' }), newRequest(), deps, NOW);
    expect(await refusalOf(issue(person, abandoned, request, deps, NOW))).toBe('certificate-not-finished');
    expect(await good(person.account.id)).toHaveLength(1);
  });
});

describe.skipIf(!hasOpenssl)('issued certificates and OpenSSL', () => {
  it('C1: both of a person verify strictly to the root with all CRLs, the holder’s key signs, the four attributes are there', async () => {
    const person = await holder(NOW);
    const signature = await issue(
      person,
      await confirmedApplication(person, { kind: 'signature' }),
      newRequest(),
      deps,
      NOW,
    );
    const authentication = await issue(
      person,
      await confirmedApplication(person),
      newRequest(person.deviceKey),
      deps,
      NOW,
    );
    for (const { pem: leaf, issuers, kind, serial } of [signature, authentication]) {
      const [authority = '', root = ''] = issuers;
      const partition = Number.parseInt(serial.slice(0, 2), 16) % 16;
      const lists = ['pki/crl/root/0.crl', `pki/crl/${kind}/${partition}.crl`].map((path) =>
        pem('X509 CRL', pki.published.get(path) ?? new Uint8Array()),
      );
      const verdict = openssl(
        [
          ...[
            'verify',
            '-x509_strict',
            '-crl_check_all',
            '-attime',
            String(at('2026-05-01T10:01:00Z').getTime() / 1000),
          ],
          ...['-CAfile', 'root.pem', '-untrusted', 'ca.pem', '-CRLfile', 'crls.pem', 'leaf.pem'],
        ],
        {
          'root.pem': pem('CERTIFICATE', Buffer.from(root, 'base64')),
          'ca.pem': pem('CERTIFICATE', Buffer.from(authority, 'base64')),
          'crls.pem': lists.join(''),
          'leaf.pem': leaf,
        },
      );
      expect(verdict.text).toContain('leaf.pem: OK');
    }
    const { text } = openssl(['x509', '-noout', '-text', '-in', 'c.pem'], { 'c.pem': signature.pem });
    expect(text).toContain('Maëlys Gaëlle Marie MARTIN');
    expect(text).toContain('12 rue des Lilas, 75012 Paris, FR');
    const other = openssl(['x509', '-noout', '-text', '-in', 'c.pem'], { 'c.pem': authentication.pem });
    expect(other.text).not.toContain('MARTIN');
  });
});
