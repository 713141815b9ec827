import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import consoleEn from '../../web/i18n/console/en.ts';
import en from '../../web/i18n/en.ts';

const lambdas = fileURLToPath(new URL('../../lambdas', import.meta.url));
const sources = readdirSync(lambdas, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(lambdas, name), 'utf8'));

/** Refusals that no page of ours can cause: the English detail of the server is enough for whoever writes such a call. */
const FOR_PROGRAMMERS = new Set([
  'not-json',
  'json-expected',
  'no-such-endpoint',
  'not-through-the-front',
  'foreign-page',
  'body-too-large',
  'form-expected',
  // the letter API of organisations' systems
  'no-open-box',
  'letter-empty',
  'letter-too-large',
  'letter-forgotten',
  'attachments-missing',
  'idempotency-key',
  'idempotency-key-reused',
  // streams of security events, managed by relying parties' systems
  'no-such-stream',
  'stream-exists',
  'stream-not-enabled',
  'delivery-method',
  'delivery-address',
  'not-yours-to-change',
]);

/** Events of operators and of relying parties' systems: no person's trail holds them. */
const OF_NO_PERSON = new Set([
  'review.signed-in',
  'review.sign-in-refused',
  'stream.created',
  'stream.deleted',
]);

describe('codes', () => {
  it('X2: every refusal a person can meet has a sentence that says what to do', () => {
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/new Refusal\(\s*'[a-z-]+',\s*'([a-z-]+)'/g)].flatMap(([, code]) => code ?? []),
    );
    expect(codes.length).toBeGreaterThan(20);
    const missing = [...new Set(codes)].filter(
      (code) => !FOR_PROGRAMMERS.has(code) && !(`problem.${code}` in en) && !(`problem.${code}` in consoleEn),
    );
    expect(missing).toEqual([]);
  });

  it('X1: every event a citizen can find in their own trail has words', () => {
    const events = sources.flatMap((source) =>
      [
        ...source.matchAll(
          /'((?:account|code|consent|device|enrolment|pin|push|recovery|sign-in)\.[a-z-]+)'/g,
        ),
      ].flatMap(([, event]) => event ?? []),
    );
    expect(events.length).toBeGreaterThan(10);
    expect([...new Set(events)].filter((event) => !(`event.${event}` in en))).toEqual([]);
  });

  it('X1: every event recorded by its name has words, unless nobody’s trail holds it', () => {
    const recorded = sources.flatMap((source) =>
      [...source.matchAll(/\bevent: '([a-z-]+\.[a-z-]+)'/g)].flatMap(([, event]) => event ?? []),
    );
    expect(recorded.length).toBeGreaterThan(60);
    const missing = recorded.filter((event) => !OF_NO_PERSON.has(event) && !(`event.${event}` in en));
    expect([...new Set(missing)]).toEqual([]);
  });

  it('A9: everything a reviewer compares has words', () => {
    const namesOf = (file: string, type: string): string[] => {
      const text = readFileSync(join(lambdas, file), 'utf8');
      const [, union = ''] = new RegExp(`export type ${type} =([^;]+);`).exec(text) ?? [];
      return [...union.matchAll(/'([^']+)'/g)].flatMap(([, name]) => name ?? []);
    };
    const checks = namesOf('domain/mrz/layout.ts', 'CheckName');
    const fields = namesOf('domain/document-comparison/comparison.ts', 'ComparedField');
    expect([checks.length > 3, fields.length > 3]).toEqual([true, true]);
    expect(checks.filter((name) => !(`check.${name}` in consoleEn))).toEqual([]);
    const words = { ...en, ...consoleEn };
    expect(fields.filter((name) => !(`claim.${name}` in words) && !(`compared.${name}` in words))).toEqual(
      [],
    );
  });
});
