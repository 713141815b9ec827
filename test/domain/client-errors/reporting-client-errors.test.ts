import { describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import type { ClientError } from '../../../lambdas/domain/client-errors/client-errors.ts';
import { namedClient } from '../../../lambdas/domain/client-errors/named-client.ts';
import { reportingClientErrors } from '../../../lambdas/domain/client-errors/reporting-client-errors.ts';
import { InvalidGrant } from '../../../lambdas/domain/oauth-error/invalid-grant.ts';

const request = (changes: object = {}) => ({
  method: 'POST',
  path: '/oauth/token',
  query: new URLSearchParams(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' } as Record<string, string>,
  rawBody: Buffer.from('client_id=library&code=secret-code'),
  requestId: 'r-1',
  now: new Date('2026-11-22T12:00:00Z'),
  ...changes,
});

function deps(fails = false) {
  const kept: ClientError[] = [];
  return {
    kept,
    clients: {
      find: async (id: string) => (id === 'library' ? ({ client_id: 'library' } as Client) : undefined),
    },
    clientErrors: {
      record: async (error: ClientError) => {
        if (fails) throw new Error('the table is away');
        kept.push(error);
      },
    },
  };
}
const refusing = async (): Promise<string> => {
  throw new InvalidGrant('The code has expired.');
};

describe('a relying party’s own errors', () => {
  it('B12: an OAuth error of a request that names a client is written down, and thrown all the same', async () => {
    const with_ = deps();
    await expect(reportingClientErrors(refusing, with_)(request())).rejects.toThrow('The code has expired.');
    expect(with_.kept).toEqual([
      {
        clientId: 'library',
        endpoint: 'POST /oauth/token',
        code: 'invalid_grant',
        sentence: 'The code has expired.',
        requestId: 'r-1',
        at: new Date('2026-11-22T12:00:00Z'),
      },
    ]);
    expect(JSON.stringify(with_.kept)).not.toContain('secret-code');
  });

  it('B12: of nobody who is registered nothing is kept', async () => {
    const with_ = deps();
    const unknown = request({ rawBody: Buffer.from('client_id=nobody') });
    await expect(reportingClientErrors(refusing, with_)(unknown)).rejects.toThrow(InvalidGrant);
    expect(with_.kept).toEqual([]);
  });

  it('B12: what cannot be written changes no answer', async () => {
    await expect(reportingClientErrors(refusing, deps(true))(request())).rejects.toThrow(InvalidGrant);
  });

  it('B12: a failure of ours is no error of theirs; an answer is passed on', async () => {
    const with_ = deps();
    const broken = async (): Promise<string> => {
      throw new TypeError('ours');
    };
    await expect(reportingClientErrors(broken, with_)(request())).rejects.toThrow(TypeError);
    expect(await reportingClientErrors(async () => 'fine', with_)(request())).toBe('fine');
    expect(with_.kept).toEqual([]);
  });
});

const jwt = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('which client a request names', () => {
  it.each([
    ['query', { query: new URLSearchParams('client_id=library'), rawBody: Buffer.from('') }],
    ['form', {}],
    [
      'Basic, form-encoded',
      { headers: { authorization: `Basic ${btoa('li%62rary:x')}` }, rawBody: Buffer.from('') },
    ],
    ['the issuer of an assertion', { rawBody: Buffer.from(`client_assertion=${jwt({ iss: 'library' })}`) }],
    ['the issuer of a request object', { rawBody: Buffer.from(`request=${jwt({ iss: 'library' })}`) }],
  ])('B12: by %s', (_how, changes) => {
    expect(namedClient(request(changes))).toBe('library');
  });

  it.each([
    ['nothing', { rawBody: Buffer.from('') }],
    ['a broken assertion', { rawBody: Buffer.from('client_assertion=a.b.c') }],
    ['an assertion without issuer', { rawBody: Buffer.from(`client_assertion=${jwt({ iss: 7 })}`) }],
    [
      'a JSON body',
      { headers: { 'content-type': 'application/json' }, rawBody: Buffer.from('{"client_id":"x"}') },
    ],
    ['an empty Basic', { headers: { authorization: 'Basic Og==' }, rawBody: Buffer.from('') }],
  ])('B12: %s names none', (_how, changes) => {
    expect(namedClient(request(changes))).toBeUndefined();
  });
});
