import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from './sources.ts';

const FOLDER = join(ROOT, 'docs/integration');
const read = (path: string): string => readFileSync(join(FOLDER, path), 'utf8');

/** `<!-- openid-client/server.js -->` and the fenced block under it. */
const SNIPPET = /<!-- (\S+\/\S+) -->\n```\w*\n([\s\S]*?)```\n/g;

const snippets = globSync('*.md', { cwd: FOLDER }).flatMap((page) =>
  [...read(page).matchAll(SNIPPET)].map(([, file = '', text = '']) => ({ page, file, text })),
);

describe('integration pages', () => {
  it.each(snippets)('B12: $page shows $file as its test runs it', ({ file, text }) => {
    expect(text).toBe(read(file));
  });

  it('B12: every file that a test runs is shown on a page', () => {
    const shown = new Set(snippets.map(({ file }) => file));
    const files = globSync('*/**/*.*', { cwd: FOLDER }).sort();
    expect(files.filter((file) => !shown.has(file))).toEqual([]);
  });

  it('B12: every page is in the list, with the test that runs it', () => {
    const list = read('README.md');
    for (const page of globSync('*.md', { cwd: FOLDER })) {
      if (page !== 'README.md') expect(list).toContain(`(${page})`);
    }
    for (const [, test = ''] of list.matchAll(/`(test\/\S+\.ts)`/g)) {
      expect(() => readFileSync(join(ROOT, test))).not.toThrow();
    }
  });
});
