import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import type { OpenCitizenSession } from '../../../lambdas/domain/citizen-session/citizen-session.ts';
import {
  requireCertificateSession,
  requireCitizen,
  requireFresh,
} from '../../../lambdas/domain/citizen-session/require-citizen.ts';
import { cookieJar } from '../../../lambdas/shell/cookies.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const SESSION: OpenCitizenSession = {
  accountId: 'anna',
  deviceId: 'phone',
  method: 'certificate',
  certificate: '0a',
  openedAt: '2026-11-22T09:50:00Z',
  expiresAt: '2026-11-22T17:50:00Z',
};
const CERTIFICATE = {
  id: '0a',
  kind: 'authentication',
  holder: 'anna',
  status: 'good',
  notBefore: '2026-01-01T00:00:00Z',
  notAfter: '2030-01-01T00:00:00Z',
} as CertificateRecord;

/** Stores that hold one session, one account and one certificate. */
const deps = (changes: {
  session?: Partial<OpenCitizenSession>;
  account?: Partial<Account>;
  certificate?: Partial<CertificateRecord>;
  issuer?: string;
}) => ({
  cookies: cookieJar(changes.issuer ?? 'https://id.example'),
  citizenSessions: {
    find: async (secret: string) => (secret === 'secret' ? { ...SESSION, ...changes.session } : undefined),
    open: async () => 'secret',
    close: async () => {},
  },
  accounts: {
    find: async (id: string) =>
      id === 'anna'
        ? ({ id, status: 'active', deviceId: 'phone', ...changes.account } as Account)
        : undefined,
  },
  certificates: {
    find: async (serial: string) =>
      serial === '0a' ? { ...CERTIFICATE, ...changes.certificate } : undefined,
  },
});
const request = (cookies: Record<string, string>) => ({ cookies, now: NOW });
const HOST = { '__Host-guichet-citizen': 'secret' };

describe('who calls', () => {
  it('E5: the session behind the cookie, on https only under its __Host- name', async () => {
    expect((await requireCitizen(request(HOST), deps({}))).account.id).toBe('anna');
    const wrong: Record<string, string>[] = [
      {},
      { 'guichet-citizen': 'secret' },
      { '__Host-guichet-citizen': 'other' },
    ];
    for (const cookies of wrong) {
      await expect(requireCitizen(request(cookies), deps({}))).rejects.toMatchObject({
        code: 'not-signed-in',
      });
    }
  });

  it.each([
    ['the account is gone', { session: { accountId: 'nobody' } }, 'not-signed-in'],
    ['another phone took its place', { account: { deviceId: 'new' } }, 'not-signed-in'],
    ['the account is suspended', { account: { status: 'suspended' } }, 'account-not-usable'],
    ['the account is closed', { account: { status: 'closed' } }, 'account-not-usable'],
  ] as const)('E5: worth nothing when %s', async (_what, changes, code) => {
    await expect(requireCitizen(request(HOST), deps(changes))).rejects.toMatchObject({ code });
  });
});

describe('a session by certificate', () => {
  it('C1: counts while the certificate is good', async () => {
    expect((await requireCertificateSession(request(HOST), deps({}))).certificate).toBe('0a');
  });

  it.each([
    ['opened by PIN alone', { session: { method: 'pin', certificate: undefined } }],
    ['suspended since', { certificate: { status: 'suspended' } }],
    ['revoked since', { certificate: { status: 'revoked' } }],
    ['expired since', { certificate: { notAfter: '2026-11-22T09:59:59Z' } }],
    ['not to be found', { session: { certificate: '0b' } }],
    ['of somebody else', { certificate: { holder: 'bert' } }],
  ] as const)('C5: not when %s', async (_what, changes) => {
    const session = requireCertificateSession(
      request(HOST),
      deps(changes as unknown as Parameters<typeof deps>[0]),
    );
    await expect(session).rejects.toMatchObject({ code: 'certificate-needed' });
  });
});

describe('the PIN typed just now', () => {
  it('C9: ten minutes, not a second more', async () => {
    const citizen = await requireCitizen(request(HOST), deps({}));
    expect(() => requireFresh(citizen, new Date('2026-11-22T10:00:00Z'))).not.toThrow();
    expect(() => requireFresh(citizen, new Date('2026-11-22T10:00:01Z'))).toThrow('ten minutes');
  });
});
