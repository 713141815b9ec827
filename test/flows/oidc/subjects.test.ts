import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { type Desk, deskOf, registeredByKey, signInWith } from '../../support/oidc-library.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let desk: Desk;

beforeAll(async () => {
  service = await startSignInService();
  desk = deskOf(service, await service.personWithPhone());
});
afterAll(() => service.stop());

/** The subject that a client learns of a person. */
async function subjectAt(
  metadata: Partial<Client> & { client_id: string },
  at: Desk = desk,
): Promise<string> {
  const { config } = await registeredByKey(service, metadata);
  const redirect_uri = metadata.redirect_uris?.[0];
  const tokens = await signInWith(config, at, redirect_uri === undefined ? {} : { redirect_uri });
  return tokens.claims()?.sub ?? '';
}

describe('pairwise subjects (OIDC Core §8.1) with openid-client', () => {
  it('B8: clients of one host share a subject; other hosts and other people have others', async () => {
    const [first, same, elsewhere] = [
      await subjectAt({ client_id: 'a' }),
      await subjectAt({ client_id: 'b' }),
      await subjectAt({ client_id: 'c', redirect_uris: ['https://other.example/callback'] }),
    ];
    expect(first).toMatch(/^[0-9a-f]{64}v1$/);
    expect(same).toBe(first);
    expect(elsewhere).not.toBe(first);
    const stranger = deskOf(service, await service.personWithPhone());
    expect(await subjectAt({ client_id: 'a2' }, stranger)).not.toBe(first);
  });

  it('B8: a sector of several hosts shares one subject', async () => {
    const sector_identifier = 'sector.example';
    const one = await subjectAt({
      client_id: 's1',
      sector_identifier,
      redirect_uris: ['https://one.example/cb'],
    });
    const two = await subjectAt({
      client_id: 's2',
      sector_identifier,
      redirect_uris: ['https://two.example/cb'],
    });
    expect(two).toBe(one);
  });
});
