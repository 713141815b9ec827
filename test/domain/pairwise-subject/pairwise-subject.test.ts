import { describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { pairwiseSubject, sectorOf } from '../../../lambdas/domain/pairwise-subject/pairwise-subject.ts';

const SECRET = new TextEncoder().encode('a secret of the deployment, 32+ bytes');

describe('the pairwise subject', () => {
  it('B8: OIDC Core §8.1: 64 hex digits and v1; the same for one sector and account', () => {
    const subject = pairwiseSubject(SECRET, 'rp.example', 'account');
    expect(subject).toMatch(/^[0-9a-f]{64}v1$/);
    expect(pairwiseSubject(SECRET, 'rp.example', 'account')).toBe(subject);
  });

  it('B8: another sector, account or secret gives another; the join cannot be shifted', () => {
    const subjects = [
      pairwiseSubject(SECRET, 'rp.example', 'account'),
      pairwiseSubject(SECRET, 'other.example', 'account'),
      pairwiseSubject(SECRET, 'rp.example', 'another'),
      pairwiseSubject(SECRET, 'rp.examplea', 'ccount'),
      pairwiseSubject(new Uint8Array(32), 'rp.example', 'account'),
    ];
    expect(new Set(subjects).size).toBe(subjects.length);
  });

  it.each(['http://127.0.0.1:8080/cb', 'http://[::1]/cb', 'http://localhost:3000/cb'])(
    'B8: RFC 8252 §7.3: %s is everybody’s: two apps there are two sectors',
    (address) => {
      const app = (client_id: string) =>
        sectorOf({ client_id, redirect_uris: [address] } as unknown as Client);
      expect(app('one')).not.toBe(app('other'));
      expect(URL.parse(`https://${app('one')}`)).toBeNull();
    },
  );
});
