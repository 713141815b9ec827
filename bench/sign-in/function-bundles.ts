import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import type { AuthorityName } from '../../lambdas/authorities.ts';
import { FUNCTION_BUNDLE, functionSource, HOT_FUNCTION_BUNDLE } from '../../lib/bundles.ts';
import { HOT_FUNCTIONS } from '../../lib/small-aws-client.ts';

/**
 * How functions reach their stores: `sdk` all through the AWS SDK, `deployed` as they are deployed (the hottest through the
 * small client), `memory` in their own process.
 */
export type Reach = 'sdk' | 'deployed' | 'memory';

/** The functions that take part in a sign-in. */
export const SIGN_IN_FUNCTIONS = ['sign-in', 'token', 'authenticator'] as const satisfies AuthorityName[];

const inMemory = (file: string): string => fileURLToPath(new URL(`../oidc/memory/${file}`, import.meta.url));
const MEMORY_BUNDLE: BuildOptions = {
  ...FUNCTION_BUNDLE,
  alias: {
    ...FUNCTION_BUNDLE.alias,
    '@aws-sdk/client-dynamodb': inMemory('dynamodb.ts'),
    '@aws-sdk/client-kms': inMemory('kms.ts'),
    ...Object.fromEntries(
      ['sqs', 'sns', 'sesv2', 'secrets-manager'].map((name) => [
        `@aws-sdk/client-${name}`,
        inMemory('queues.ts'),
      ]),
    ),
  },
};

/** Bundles the functions of a sign-in and the administration to `<folder>/<name>/index.js`. */
export async function bundleFunctions(folder: string, reach: Reach): Promise<void> {
  const settings = (name: AuthorityName): BuildOptions =>
    reach === 'memory'
      ? MEMORY_BUNDLE
      : reach === 'deployed' && HOT_FUNCTIONS.includes(name)
        ? HOT_FUNCTION_BUNDLE
        : FUNCTION_BUNDLE;
  const administration = fileURLToPath(new URL('administration.ts', import.meta.url));
  await Promise.all([
    ...SIGN_IN_FUNCTIONS.map((name) => bundle(settings(name), functionSource(name), folder, name)),
    bundle(reach === 'memory' ? MEMORY_BUNDLE : FUNCTION_BUNDLE, administration, folder, 'administration'),
  ]);
}

async function bundle(settings: BuildOptions, source: string, folder: string, name: string): Promise<void> {
  const outdir = join(folder, name);
  mkdirSync(outdir, { recursive: true });
  writeFileSync(join(outdir, 'package.json'), '{"type":"commonjs"}');
  // a profile is to be read
  const names = process.env.BENCH_PROFILE === undefined ? {} : { minify: false };
  await build({ ...settings, ...names, entryPoints: [source], outfile: join(outdir, 'index.js') });
}
