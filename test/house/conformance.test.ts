import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

const PAGE = readFileSync(join(ROOT, 'docs/conformance.md'), 'utf8');

/** `` `test/….test.ts`: “title” `` */
const NAMED = /`(test\/[\w/.-]+\.test\.ts)`: “([^”]+)”/g;

const named = [...PAGE.matchAll(NAMED)].map(([, file = '', title = '']) => ({ file, title }));
const rows = PAGE.split('\n').filter((line) => line.startsWith('| `'));

describe('the table of the conformance suite’s modules', () => {
  it('B9: names files and titles of tests that exist', () => {
    expect(named.length).toBeGreaterThan(100);
    const missing = named.filter(
      ({ file, title }) =>
        !existsSync(join(ROOT, file)) || !readFileSync(join(ROOT, file), 'utf8').includes(title),
    );
    expect(missing).toEqual([]);
  });

  it('B9: says of every module how it is covered, why it does not apply, or that it is not met', () => {
    for (const row of rows) expect(row).toMatch(/`test\/|Not applicable: |\*\*Not met\*\*/);
  });

  it('B9: says of every module what it would give, and why where that is no pass', () => {
    for (const row of rows) {
      const [, given = '', , covered = ''] = row.split(' | ');
      expect(given, row).toMatch(/^(PASSED|REVIEW|SKIPPED|WARNING|FAILURE on AWS \(TLS\)|—)$/);
      if (given === '—') expect(covered).toMatch(/^Not applicable: /);
    }
    const why = rows.filter((row) => /\| (WARNING|FAILURE)/.test(row) && !row.includes('answers.test.ts'));
    expect(why.length).toBeGreaterThan(2);
    for (const row of why) expect(row).toMatch(/It wants|it wants|forbids/);
  });
});
