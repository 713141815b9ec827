import { describe, expect, it } from 'vitest';
import { publish } from '../../../lambdas/domain/publication/publish.ts';
import { PUBLICATIONS } from '../../../lambdas/routes.ts';
import { testPublications } from '../../support/signing-keys.ts';

const settings = { mtlsOrigin: '', selfRegistration: true };
const issuer = 'https://id.guichet.test';
const facts = (...kids: string[]) => ({ issuer, settings, keys: kids.map((kid) => ({ kty: 'EC', kid })) });

describe('what is published', () => {
  it('B1: Discovery §4, RFC 8414 §3, SSF §7.2, RFC 7517 §5: each document at its path, of its media type', async () => {
    const objects = testPublications();
    await publish({ objects, facts: async () => facts('a'), cacheSeconds: 60 });
    expect([...objects.texts.keys()].sort()).toEqual(PUBLICATIONS.map(({ path }) => path).sort());
    for (const { path } of PUBLICATIONS) {
      const { contentType, cacheSeconds, text } = (await objects.load(path)) ?? {};
      expect(contentType).toBe(path === '/oauth/jwks' ? 'application/jwk-set+json' : 'application/json');
      expect(cacheSeconds).toBe(60);
      expect(path === '/oauth/jwks' || JSON.parse(text ?? '').issuer === issuer).toBe(true);
    }
  });

  it('B1: RFC 8414 §5: both metadata documents say the same', async () => {
    const objects = testPublications();
    await publish({ objects, facts: async () => facts('a'), cacheSeconds: 60 });
    expect(objects.texts.get('/.well-known/oauth-authorization-server')).toBe(
      objects.texts.get('/.well-known/openid-configuration'),
    );
  });

  it('B7: a publisher that has seen less does not overwrite one that has seen more: it looks again', async () => {
    const objects = testPublications();
    const known = [facts('old'), facts('old', 'new')];
    let reads = 0;
    await publish({
      objects,
      cacheSeconds: 60,
      facts: async () => {
        // While the first has read and not yet written, another one publishes all there is.
        if (reads++ === 0)
          await publish({ objects, cacheSeconds: 60, facts: async () => facts('old', 'new') });
        return known[Math.min(reads, known.length) - 1] ?? facts();
      },
    });
    expect(reads).toBe(2);
    expect(objects.texts.get('/oauth/jwks')).toContain('"new"');
  });

  it('X3: publishers that never come through give up with an error', async () => {
    const objects = { ...testPublications(), replace: async () => false };
    await expect(publish({ objects, facts: async () => facts(), cacheSeconds: 60 })).rejects.toThrow(
      'stayed busy',
    );
  });
});
