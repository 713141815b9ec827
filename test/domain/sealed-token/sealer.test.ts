import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sealer } from '../../../lambdas/domain/sealed-token/sealer.ts';

const secret = randomBytes(32);
const bytes = (count: number) => randomBytes(count);
const codes = sealer(secret, 'code', bytes);

describe('sealed texts', () => {
  it('B2: open to what was sealed, and no two are alike', () => {
    const text = codes.seal({ grant: 'g' });
    expect(codes.open(text)).toEqual({ grant: 'g' });
    expect(codes.seal({ grant: 'g' })).not.toBe(text);
    expect(text).toMatch(/^[\w-]+$/);
  });

  it('B2: NIST SP 800-38D §7.2: nothing opens when a single bit differs', () => {
    const sealed = Buffer.from(codes.seal({ grant: 'g' }), 'base64url');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(codes.open(changed.toString('base64url'))).toBeUndefined();
    }
  });

  it('B2: sealers draw keys of their own, and each opens what another sealed', () => {
    const texts = Array.from({ length: 64 }, () => sealer(secret, 'code', bytes).seal({ grant: 'g' }));
    const keys = new Set(texts.map((text) => Buffer.from(text, 'base64url')[0]));
    expect(keys.size).toBeGreaterThan(16);
    for (const text of texts) expect(codes.open(text)).toEqual({ grant: 'g' });
  });

  it('B2: a text of one purpose, or of another deployment, opens nowhere else', () => {
    const text = codes.seal({ grant: 'g' });
    expect(sealer(secret, 'access-token', bytes).open(text)).toBeUndefined();
    expect(sealer(randomBytes(32), 'code', bytes).open(text)).toBeUndefined();
  });

  it.each(['', 'x', 'A'.repeat(59), 'A'.repeat(16_385), 'not base64url!', 'é'.repeat(80)])(
    'B2: %j opens to nothing',
    (text) => {
      expect(codes.open(text)).toBeUndefined();
    },
  );
});
