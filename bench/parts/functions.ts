import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFunctions, FUNCTION_BUNDLE, FUNCTION_NAMES } from '../../lib/bundles.ts';
import { HOT_FUNCTIONS } from '../../lib/small-aws-client.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { functionEnvironment } from '../function-environment.ts';

interface Subject {
  readonly name: string;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** CPU milliseconds of one fresh process each. */
  readonly starts: number[];
}

/** KB, and CPU milliseconds until it can answer. */
const TOKEN_GOALS = { bundle: { most: 350, of: 'value' }, start: { most: 110, of: 'value' } } as const;

/** Size and start of every function, against a bare handler of the same libraries. */
export async function measureFunctions(options: { readonly quick: boolean }): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  try {
    const runs = options.quick ? 5 : 15;
    const subjects = await prepare(folder);
    const { empty, peer, provider, functions, overSdk } = subjects;
    // In turn, so that a busy moment of the machine falls on all alike.
    for (let run = 0; run < runs; run++)
      for (const subject of [empty, peer, provider, ...functions, ...overSdk])
        subject.starts.push(startOnce(subject));
    return report(subjects);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Subjects {
  readonly empty: Subject;
  /** A bare handler of the same libraries. */
  readonly peer: Subject;
  /** oidc-provider over the SDK, in the same kind of bundle. */
  readonly provider: Subject;
  readonly functions: readonly Subject[];
  /** The hottest functions as they would be without the small client. */
  readonly overSdk: readonly Subject[];
}

async function prepare(folder: string): Promise<Subjects> {
  const built = await buildFunctions(folder);
  const sdk = await buildFunctions(join(folder, 'sdk'), []);
  const subject = (name: string, environment: Subject['environment'], from = built): Subject => ({
    name: from === built ? name : `${name} over the SDK`,
    bundle: join(from, name, 'index.js'),
    environment,
    starts: [],
  });
  await buildPeers(built);
  const plain = functionEnvironment('ocsp');
  return {
    empty: subject('empty', plain),
    peer: subject('peer', plain),
    provider: subject('oidc-provider', plain),
    functions: FUNCTION_NAMES.map((name) => subject(name, functionEnvironment(name))),
    overSdk: HOT_FUNCTIONS.map((name) => subject(name, functionEnvironment(name), sdk)),
  };
}

async function buildPeers(built: string): Promise<void> {
  const source = (name: string): string => fileURLToPath(new URL(`../peer/${name}.ts`, import.meta.url));
  const entryPoints = [
    { in: source('handler'), out: 'peer/index' },
    { in: source('oidc-provider'), out: 'oidc-provider/index' },
  ];
  await build({ ...FUNCTION_BUNDLE, entryPoints, outdir: built, ...IMPORT_META });
  await build({ ...FUNCTION_BUNDLE, stdin: { contents: '' }, outfile: join(built, 'empty/index.js') });
  for (const name of ['peer', 'oidc-provider', 'empty'])
    writeFileSync(join(built, name, 'package.json'), '{"type":"commonjs"}');
}

/** A CommonJS bundle has no `import.meta.url`, which oidc-provider reads at start. */
const IMPORT_META = {
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
} as const;

/** CPU of a fresh process until the bundle is loaded, all its threads, Node's own start included. */
function startOnce({ bundle, environment }: Subject): number {
  const script = `require(${JSON.stringify(bundle)}); const { user, system } = process.cpuUsage();
    process.stdout.write(String((user + system) / 1000)); process.exit(0)`;
  return Number(execFileSync(process.execPath, ['-e', script], { env: environment, encoding: 'utf8' }));
}

function report({ empty, peer, provider, functions, overSdk }: Subjects): Report {
  const peerStart = median(peer.starts);
  const start = (subject: Subject): Figure => ({
    what: `${subject.name}: start`,
    value: median(subject.starts),
    unit: 'CPU ms',
    runs: subject.starts.length,
  });
  const size = (subject: Subject): Figure => ({
    what: `${subject.name}: bundle`,
    value: statSync(subject.bundle).size / 1024,
    unit: 'KB',
    runs: 1,
  });
  return {
    title: 'Functions: bundle and start',
    notes: [
      'CPU of a fresh Node process until the bundle is loaded. Peer: a handler of middy, jose, a DynamoDB and a KMS client, bundled',
      'with the same settings and shims; `oidc-provider`: oidc-provider 9 over the SDK, configured as in bench:oidc; `empty` is Node',
      'alone. The hottest functions are shown a second time as they would be over the SDK.',
    ],
    figures: [
      start(empty),
      size(peer),
      start(peer),
      size(provider),
      { ...start(provider), peer: peerStart },
      ...functions.flatMap((subject) => [
        { ...size(subject), ...(subject.name === 'token' && { goal: TOKEN_GOALS.bundle }) },
        {
          ...start(subject),
          peer: peerStart,
          goal: subject.name === 'token' ? TOKEN_GOALS.start : ({ most: 2, of: 'ratio' } as const),
        },
      ]),
      ...overSdk.flatMap((subject) => [size(subject), { ...start(subject), peer: peerStart }]),
    ],
  };
}
