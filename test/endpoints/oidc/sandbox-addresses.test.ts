import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authorizationParameters, CALLBACK } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  const byes = { post_logout_redirect_uris: ['https://rp.example/bye'] };
  await service.register({ client_id: 'approved', ...byes });
  const client_name = 'Try <b>me</b>';
  await service.register({ client_id: 'sandbox', client_name, environment: 'sandbox', ...byes });
});
afterAll(() => service.stop());

/** What a browser gets at an address of ours, and how it says where it would show it. */
async function visit(path: string, parameters: URLSearchParams, dest: string | undefined) {
  const headers: Record<string, string> = dest === undefined ? {} : { 'sec-fetch-dest': dest };
  const response = await fetch(`${service.issuer}${path}?${parameters}`, { headers, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), page: await response.text() };
}
const refused = (client_id: string, dest: string | undefined, changes = {}) =>
  visit(
    '/oauth/authorize',
    authorizationParameters({ client_id, code_challenge: undefined, ...changes }),
    dest,
  );
const linkIn = (page: string): string =>
  (/href="([^"]+)"/.exec(page)?.[1] ?? '').replace(/&#(\d+);/g, (_all, code) =>
    String.fromCharCode(Number(code)),
  );

describe('an address that anybody may have registered (sandbox)', () => {
  it('B12: RFC 9700 §4.11.2: an error is not followed there by itself: the person reads where it leads, and decides', async () => {
    const { status, location, page } = await refused('sandbox', 'document');
    expect([status, location]).toEqual([400, null]);
    expect(page).toContain('rp.example');
    expect(page).toContain('Try &#60;b&#62;me&#60;/b&#62;');
    expect(page).toContain('code_challenge is required');
    const link = new URL(linkIn(page));
    expect(link.href.startsWith(CALLBACK)).toBe(true);
    expect(link.searchParams.get('error')).toBe('invalid_request');
    expect(link.searchParams.get('iss')).toBe(service.issuer);
    expect(link.searchParams.get('state')).toBe(authorizationParameters().get('state'));
  });

  it('B12: RFC 9700 §4.11.2: prompt=none of a whole window is no way round it', async () => {
    const parameters = authorizationParameters({ client_id: 'sandbox', prompt: 'none' });
    const { status, page } = await visit('/oauth/authorize', parameters, 'document');
    expect(status).toBe(400);
    expect(linkIn(page)).toContain('error=login_required');
  });

  it.each([
    ['in a frame, where nobody could go on', 'sandbox', 'iframe'],
    ['by a program', 'sandbox', undefined],
    ['of an approved service', 'approved', 'document'],
  ] as const)('B12: RFC 6749 §4.1.2.1: %s it goes back by itself', async (_where, client, dest) => {
    const { status, location } = await refused(client, dest);
    expect(status).toBe(303);
    expect(location?.startsWith(CALLBACK)).toBe(true);
  });

  it('B12: RFC 9700 §4.11.2: an answer to be posted waits until the person goes on', async () => {
    const { page } = await refused('sandbox', 'document', { response_mode: 'form_post' });
    const link = new URL(linkIn(page));
    expect(link.pathname).toBe('/oauth/authorize/answer');
    service.advance(300);
    const posted = await fetch(link);
    expect([posted.status, await posted.text()]).toEqual([200, expect.stringContaining('invalid_request')]);
  });

  it('B12: RP-Initiated Logout §3: where nobody is signed in, nor to its page after a sign-out', async () => {
    const bye = (client_id: string) =>
      visit(
        '/oauth/end-session',
        new URLSearchParams({ client_id, post_logout_redirect_uri: 'https://rp.example/bye', state: 's' }),
        'document',
      );
    const { status, location, page } = await bye('sandbox');
    expect([status, location]).toEqual([200, null]);
    expect(linkIn(page)).toBe('https://rp.example/bye?state=s');
    expect((await bye('approved')).location).toBe('https://rp.example/bye?state=s');
  });
});
