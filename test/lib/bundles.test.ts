import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildFunctions, FUNCTION_NAMES } from '../../lib/bundles.ts';
import { synthesise } from './assembly.ts';
import { functionsOf } from './grants.ts';

const folder = mkdtempSync(join(tmpdir(), 'guichet-bundles-'));
const bundle = (name: string) => join(folder, 'functions', name, 'index.js');
const variables = new Map(
  functionsOf(await synthesise('default')).map(({ name, fn }) => [name, fn.properties.Environment.Variables]),
);

beforeAll(() => buildFunctions(folder));

describe('X3: bundles', () => {
  it.each(FUNCTION_NAMES)(
    'X3: %s starts with the environment its template gives it, and nothing more',
    (name) => {
      const given = Object.entries(variables.get(name) ?? {}).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : 'https://id.example.org',
      ]);
      const env = {
        AWS_REGION: 'eu-west-1',
        AWS_ACCESS_KEY_ID: 'id',
        AWS_SECRET_ACCESS_KEY: 'key',
        ...Object.fromEntries(given),
      };
      const script = `process.stdout.write(typeof require(${JSON.stringify(bundle(name))}).handler); process.exit(0)`;
      expect(execFileSync(process.execPath, ['-e', script], { env, encoding: 'utf8' })).toBe('function');
    },
  );

  it('X3: the token function stays under 350 KB', () => {
    expect(statSync(bundle('token')).size).toBeLessThan(350 * 1024);
  });

  it('X3: no bundle loads Node’s http client the slow way or searches for credentials', () => {
    const { inputs } = JSON.parse(readFileSync(join(folder, 'functions.json'), 'utf8'));
    expect(
      Object.keys(inputs).filter((path) => /@aws-sdk\/credential-provider-(node|sso|ini)\//.test(path)),
    ).toEqual([]);
    for (const name of FUNCTION_NAMES) {
      expect(readFileSync(bundle(name), 'utf8'), name).not.toMatch(/require\("(node:)?https?"\)/);
    }
  });
});
