import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * Does what a deployment's administrator would, by the same command lines: the key ceremony, reviewers (once), the demo relying
 * party.
 */
export async function seed({ data, environment, client, publicUrl, businesses }: SeedOptions): Promise<void> {
  await administer(['bin/ceremony.ts', '--stage', 'laptop', '--origin', publicUrl], environment);
  const file = join(data, 'demo-client.json');
  mkdirSync(data, { recursive: true });
  writeFileSync(file, JSON.stringify([client]));
  const directory = join(data, 'demo-businesses.json');
  writeFileSync(directory, JSON.stringify(businesses));
  const directory = join(data, 'demo-businesses.json');
  writeFileSync(directory, JSON.stringify(businesses));
  const marker = join(data, 'seeded');
  const reviewers = existsSync(marker)
    ? []
    : LAPTOP_REVIEWERS.map(({ username, name }) =>
        administer(['bin/operators.ts', 'add', username, '--name', name, '--stage', 'laptop'], {
          ...environment,
          GUICHET_OPERATOR_PASSWORD: LAPTOP_PASSWORD,
        }),
      );
  await Promise.all([
    administer(['bin/clients.ts', 'import', file, '--stage', 'laptop'], environment),
    administer(['bin/businesses.ts', 'import', directory, '--stage', 'laptop'], environment),
    administer(['bin/businesses.ts', 'import', directory, '--stage', 'laptop'], environment),
    ...reviewers,
  ]);
  writeFileSync(marker, '');
}

function administer(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`${args[0]} failed: ${complaint.slice(0, 2000)}`)),
    );
  });
}
