import { mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { literalSchemaKeys, withLiteralKeys } from '../../lib/literal-schema-keys.ts';

const SERVICES = ['s3', 'sesv2', 'dynamodb', 'kms', 'textract', 'rekognition'];
const folder = mkdtempSync(join(tmpdir(), 'guichet-schemas-'));

/** Every export of a service's schemas, bundled with or without the plugin; a reference between schemas counts as null. */
async function schemasOf(service: string, plugins: (typeof literalSchemaKeys)[]): Promise<string> {
  const outfile = join(folder, `${service}-${plugins.length}.cjs`);
  const contents = `export * from './node_modules/@aws-sdk/client-${service}/dist-es/schemas/schemas_0.js'`;
  const resolveDir = fileURLToPath(new URL('../..', import.meta.url));
  await build({
    stdin: { contents, resolveDir },
    outfile,
    plugins,
    bundle: true,
    platform: 'node',
    format: 'cjs',
  });
  const schemas = createRequire(import.meta.url)(outfile) as Record<string, unknown>;
  return JSON.stringify(Object.entries(schemas).filter(([name]) => name.endsWith('$')));
}

describe('X3: schemas of the AWS SDK', () => {
  it.each(SERVICES)('X3: those of %s say the same with literal keys', async (service) => {
    const [written, rewritten] = [
      await schemasOf(service, []),
      await schemasOf(service, [literalSchemaKeys]),
    ];
    expect(JSON.parse(written).length).toBeGreaterThan(20);
    expect(rewritten).toBe(written);
  });

  it('X3: a bundle carries no schema of an operation that it does not call', async () => {
    const contents = `import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
      export const get = (input) => new S3Client({}).send(new GetObjectCommand(input));`;
    const resolveDir = fileURLToPath(new URL('.', import.meta.url));
    const made = await build({
      stdin: { contents, resolveDir },
      plugins: [literalSchemaKeys],
      bundle: true,
      minify: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      write: false,
    });
    expect(made.outputFiles[0]?.text).toContain('GetObjectRequest');
    expect(made.outputFiles[0]?.text).not.toContain('PutBucketLifecycleConfigurationRequest');
  });

  it('X3: a key whose constant is unknown is left alone', () => {
    expect(withLiteralKeys('const _a = "x";\nvar s = { [_a]: 1, [_b]: 2 };')).toBe(
      'const _a = "x";\nvar s = { "x": 1, [_b]: 2 };',
    );
  });
});
