import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CHECKS } from '../../../lambdas/contracts/relying-parties.ts';
import { CHECK_CODES, checkSentence } from '../../../lambdas/domain/client-check/check-words.ts';

const folder = new URL('../../../lambdas/domain/client-check/', import.meta.url);
const rules = readdirSync(folder).filter((name) => name !== 'check-words.ts');
const codes = rules.flatMap((name) =>
  [...readFileSync(new URL(name, folder), 'utf8').matchAll(/code: '([a-z-]+)'/g)].map(
    ([, code]) => code ?? '',
  ),
);

describe('words of the checks', () => {
  it.each([...new Set(codes), ...CHECKS.map((check) => `${check}-good`)])('B12: %s has words', (code) => {
    expect(CHECK_CODES).toContain(code);
    for (const language of ['en', 'fr', 'ja'] as const) {
      const found = { check: 'keys', result: 'failed', code, about: 'https://library.example' } as const;
      expect(checkSentence(found, language)).not.toMatch(/\{about\}|^[a-z-]+$/);
    }
  });

  it('B12: no words are left over', () => {
    const used = new Set([...codes, ...CHECKS.map((check) => `${check}-good`)]);
    expect(CHECK_CODES.filter((code) => !used.has(code))).toEqual([]);
  });
});
