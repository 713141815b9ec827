import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFunctions, FUNCTION_BUNDLE, FUNCTION_NAMES } from '../../lib/bundles.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { functionEnvironment } from '../function-environment.ts';

interface Subject {
  readonly name: string;
  readonly bundle: string;
  readonly environment: Readonly<Record<string, string>>;
  /** CPU milliseconds of one fresh process each. */
  readonly starts: number[];
}

const TOKEN_GOAL = { token: { most: 350, of: 'value' } } as const;

/** Size and start of every function, against a bare handler of the same libraries. */
export async function measureFunctions(options: { readonly quick: boolean }): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  try {
    const runs = options.quick ? 5 : 15;
    const { empty, peer, functions } = await prepare(folder);
    // In turn, so that a busy moment of the machine falls on all alike.
    for (let run = 0; run < runs; run++)
      for (const subject of [empty, peer, ...functions]) subject.starts.push(startOnce(subject));
    return report(empty, peer, functions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(folder: string) {
  const built = await buildFunctions(folder);
  const subject = (name: string, environment: Subject['environment']): Subject => ({
    name,
    bundle: join(built, name, 'index.js'),
    environment,
    starts: [],
  });
  await buildPeer(built);
  const plain = functionEnvironment('ocsp');
  return {
    empty: subject('empty', plain),
    peer: subject('peer', plain),
    functions: FUNCTION_NAMES.map((name) => subject(name, functionEnvironment(name))),
  };
}

async function buildPeer(built: string): Promise<void> {
  const source = fileURLToPath(new URL('../peer/handler.ts', import.meta.url));
  await build({ ...FUNCTION_BUNDLE, entryPoints: [{ in: source, out: 'peer/index' }], outdir: built });
  await build({ ...FUNCTION_BUNDLE, stdin: { contents: '' }, outfile: join(built, 'empty/index.js') });
  for (const name of ['peer', 'empty'])
    writeFileSync(join(built, name, 'package.json'), '{"type":"commonjs"}');
}

/** CPU of a fresh process until the bundle is loaded, all its threads, Node's own start included. */
function startOnce({ bundle, environment }: Subject): number {
  const script = `require(${JSON.stringify(bundle)}); const { user, system } = process.cpuUsage();
    process.stdout.write(String((user + system) / 1000)); process.exit(0)`;
  return Number(execFileSync(process.execPath, ['-e', script], { env: environment, encoding: 'utf8' }));
}

function report(empty: Subject, peer: Subject, functions: readonly Subject[]): Report {
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
      'with the same settings and shims; `empty` is Node alone.',
    ],
    figures: [
      start(empty),
      size(peer),
      start(peer),
      ...functions.flatMap((subject) => [
        { ...size(subject), ...(subject.name === 'token' && { goal: TOKEN_GOAL.token }) },
        { ...start(subject), peer: peerStart, goal: { most: 2, of: 'ratio' } as const },
      ]),
    ],
  };
}
