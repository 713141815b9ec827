import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { castFile, TOWN_SYSTEM } from './cast.ts';
import { readJson, writeAtomically } from './cloud/atomic-file.ts';

/** Reviewers of the laptop, printed by `npm start`; they exist nowhere else. */
export const LAPTOP_REVIEWERS = [
  { username: 'alice', name: 'Alice Moreau' },
  { username: 'bruno', name: 'Bruno Keller' },
] as const;
export const LAPTOP_PASSWORD = 'open-the-guichet';

export interface SeedOptions {
  readonly data: string;
  /** Environment under which the operator's command lines reach the laptop cloud as its administrator. */
  readonly environment: Readonly<Record<string, string>>;
  readonly client: Readonly<Record<string, unknown>>;
  /** Stands in every certificate. */
  readonly publicUrl: string;
  /** Entries of the directory of one-stop moving. */
  readonly businesses: readonly object[];
}

/** Where the activation links of the made-up people are kept after the first start. */
export const CAST_LINKS = 'cast.json';

/**
 * Does what a deployment's administrator would, by the same command lines: the key ceremony and the key-keeper every time (they leave
 * alone what is there); reviewers, the demo relying party, a town's system, businesses and made-up people once, and again when they changed.
 */
export async function seed({ data, environment, client, publicUrl, businesses }: SeedOptions): Promise<void> {
  mkdirSync(data, { recursive: true });
  const file = (name: string, content: unknown): string => {
    const path = join(data, name);
    writeFileSync(path, JSON.stringify(content));
    return path;
  };
  const run = (script: string, ...args: string[]) =>
    administer([`bin/${script}.ts`, ...args, '--stage', 'laptop'], environment);
  const once = onceFor(join(data, 'seeded.json'));

  await Promise.all([
    run('ceremony', '--origin', publicUrl),
    run('keys', 'keep'),
    once(['clients', client, TOWN_SYSTEM], () =>
      run('clients', 'import', file('demo-client.json', [client, TOWN_SYSTEM])),
    ),
    once(['businesses', businesses], () =>
      run('businesses', 'import', file('demo-businesses.json', businesses)),
    ),
    once(['people', castFile(), publicUrl], async () => {
      const cast = file('demo-people.json', castFile());
      const made = await run('personas', 'import', cast, '--origin', publicUrl, '--mail', '--json');
      writeAtomically(join(data, CAST_LINKS), made);
    }),
    ...LAPTOP_REVIEWERS.map(({ username, name }) =>
      once(['operator', username, name], () =>
        administer(['bin/operators.ts', 'add', username, '--name', name, '--stage', 'laptop'], {
          ...environment,
          GUICHET_OPERATOR_PASSWORD: LAPTOP_PASSWORD,
        }),
      ),
    ),
  ]);
}

/** Remembers what was done, so that a start with nothing new costs no process for it. */
function onceFor(path: string): (what: unknown, act: () => Promise<unknown>) => Promise<void> {
  const done = new Set((readJson(path) ?? []) as string[]);
  return async (what, act) => {
    const name = createHash('sha256').update(JSON.stringify(what)).digest('hex');
    if (done.has(name)) return;
    await act();
    done.add(name);
    writeAtomically(path, JSON.stringify([...done]));
  };
}

/** Runs a command line; what it printed. */
function administer(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [printed, complaint] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(printed) : reject(new Error(`${args[0]} failed: ${complaint.slice(0, 2000)}`)),
    );
  });
}
