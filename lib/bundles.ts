import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { AUTHORITIES, type AuthorityName } from '../lambdas/authorities.ts';
import { literalSchemaKeys } from './literal-schema-keys.ts';
import { HOT_FUNCTIONS, SMALL_AWS_CLIENT } from './small-aws-client.ts';

/** Where the built parts of a deployment lie. */
export interface Build {
  /** Holds one folder per function with its `index.js`. */
  readonly functions: string;
  readonly web: string;
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUILD = join(ROOT, '.build');
/** While the project is being written: what is missing is stood in for, so that the rest can be seen. */
const PLACEHOLDERS = process.env.GUICHET_PLACEHOLDERS === '1';
const SHIMS = join(ROOT, 'lambdas/shell/shims');

/** esbuild's settings for one or all functions; the bench measures with the same. */
export const FUNCTION_BUNDLE: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  logLevel: 'error',
  metafile: true,
  plugins: [literalSchemaKeys],
  alias: {
    http: join(SHIMS, 'node-http.ts'),
    https: join(SHIMS, 'node-https.ts'),
    'node:http': join(SHIMS, 'node-http.ts'),
    'node:https': join(SHIMS, 'node-https.ts'),
    '@aws-sdk/credential-provider-node': join(SHIMS, 'credential-provider-node.ts'),
  },
};

/** The same for the hottest functions. */
export const HOT_FUNCTION_BUNDLE: BuildOptions = {
  ...FUNCTION_BUNDLE,
  alias: { ...FUNCTION_BUNDLE.alias, ...SMALL_AWS_CLIENT },
};

export const FUNCTION_NAMES = Object.keys(AUTHORITIES) as AuthorityName[];

/** `lambdas/functions/<name>.ts`. */
export function functionSource(name: AuthorityName): string {
  return join(ROOT, 'lambdas/functions', `${name}.ts`);
}

/**
 * Bundles functions and builds the web app; about three seconds.
 *
 * @param folder where to: `GUICHET_BUILD`, so that two runs of one checkout keep out of each other's way, else `.build`
 */
export async function buildAll(folder: string = process.env.GUICHET_BUILD ?? BUILD): Promise<Build> {
  const [functions, web] = await Promise.all([buildFunctions(folder), buildWebApp(folder)]);
  return { functions, web };
}

/**
 * Bundles every function in one run to `.build/functions/<name>/index.js`, and keeps esbuild's account of what is in
 * them as `.build/functions.json`.
 *
 * @param folder another place than `.build`
 * @param hot functions that get the small AWS client instead of the SDK; the bench measures without
 * @throws Error naming the authorities without a wiring file
 */
export async function buildFunctions(
  folder: string = BUILD,
  hot: readonly AuthorityName[] = HOT_FUNCTIONS,
): Promise<string> {
  const outdir = join(folder, 'functions');
  const missing = PLACEHOLDERS ? await unfinished() : FUNCTION_NAMES.filter((name) => !isWritten(name));
  if (missing.length > 0 && !PLACEHOLDERS) throw new Error(missingSentence(missing));
  rmSync(outdir, { recursive: true, force: true });
  const present = FUNCTION_NAMES.filter((name) => !missing.includes(name));
  const isHot = (name: AuthorityName) => hot.includes(name);
  const bundle = async (settings: BuildOptions, names: readonly AuthorityName[]) =>
    (await build({ ...settings, absWorkingDir: ROOT, entryPoints: names.map(entryPoint), outdir })).metafile;
  const metafiles = await Promise.all([
    bundle(
      FUNCTION_BUNDLE,
      present.filter((name) => !isHot(name)),
    ),
    bundle(HOT_FUNCTION_BUNDLE, present.filter(isHot)),
  ]);
  for (const name of missing) writePlaceholder(outdir, name);
  // This repository is ESM, the bundles are not: wherever they are run from, they say so themselves.
  for (const name of FUNCTION_NAMES)
    writeFileSync(join(outdir, name, 'package.json'), '{"type":"commonjs"}\n');
  writeFileSync(join(folder, 'functions.json'), JSON.stringify(merged(metafiles)));
  return outdir;
}

const merged = (metafiles: readonly (Metafile | undefined)[]) => ({
  inputs: Object.assign({}, ...metafiles.map((each) => each?.inputs)),
  outputs: Object.assign({}, ...metafiles.map((each) => each?.outputs)),
});

const isWritten = (name: AuthorityName) => existsSync(functionSource(name));
const entryPoint = (name: AuthorityName) => ({ in: functionSource(name), out: `${name}/index` });

/** Functions without a wiring file, and those that import something not written yet. */
async function unfinished(): Promise<AuthorityName[]> {
  const options = { ...FUNCTION_BUNDLE, absWorkingDir: ROOT, write: false, logLevel: 'silent' } as const;
  const outdir = join(BUILD, 'functions');
  const builds = (names: readonly AuthorityName[]) =>
    build({ ...options, entryPoints: names.map(entryPoint), outdir }).then(
      () => true,
      () => false,
    );
  const [written, missing] = [
    FUNCTION_NAMES.filter(isWritten),
    FUNCTION_NAMES.filter((name) => !isWritten(name)),
  ];
  if (await builds(written)) return missing;
  const verdicts = written.map(async (name) => ((await builds([name])) ? [] : [name]));
  return [...missing, ...(await Promise.all(verdicts)).flat()];
}

async function buildWebApp(folder: string): Promise<string> {
  const { buildWeb } = await import('../web/vite.config.ts');
  try {
    return await buildWeb(join(folder, 'web'));
  } catch (error) {
    if (!PLACEHOLDERS) throw error;
    return writePlaceholderPages();
  }
}

function missingSentence(names: readonly string[]): string {
  const files = names.map((name) => `lambdas/functions/${name}.ts`).join(', ');
  return `Missing: ${files}. Each entry of lambdas/authorities.ts needs its wiring file (GUICHET_PLACEHOLDERS=1 goes on without).`;
}

function writePlaceholder(outdir: string, name: string): void {
  mkdirSync(join(outdir, name), { recursive: true });
  const sentence = JSON.stringify(`The function ${name} is not written yet.`);
  writeFileSync(
    join(outdir, name, 'index.js'),
    `exports.handler = async () => { throw new Error(${sentence}); };\n`,
  );
}

function writePlaceholderPages(): string {
  const outdir = join(BUILD, 'web');
  for (const folder of [outdir, join(outdir, 'console'), join(outdir, 'assets')])
    mkdirSync(folder, { recursive: true });
  for (const page of ['index.html', 'console/index.html'])
    writeFileSync(
      join(outdir, page),
      '<!doctype html><title>Guichet</title><p>The web app is not built yet.</p>\n',
    );
  writeFileSync(join(outdir, 'assets/none.css'), '');
  return outdir;
}
