import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJson, writeAtomically } from '../atomic-file.ts';

/** An access key and whom it stands for. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Role ARN, or the account's root. */
  readonly caller: string;
  /** Name of the function that holds it. */
  readonly session?: string;
}

/** The access keys the gateway has issued. */
export interface Credentials {
  readonly root: Credential;
  /** The key of a function acting in a role; the same at every start, unguessable without the data folder. */
  issue(caller: string, session: string): Credential;
  find(accessKeyId: string): Credential | undefined;
}

/**
 * Opens the keys of a data folder. The root key is written to `<data>/credentials` (mode 0600) as an AWS credentials
 * file, so that `AWS_SHARED_CREDENTIALS_FILE` can point at it.
 */
export function openCredentials(data: string, account: string): Credentials {
  const seed = openSeed(join(data, 'credentials.seed.json'));
  const known = new Map<string, Credential>();
  const make = (caller: string, session?: string): Credential => {
    const derive = (purpose: string) =>
      createHmac('sha256', seed).update(`${purpose}\n${caller}\n${session ?? ''}`);
    const credential: Credential = {
      accessKeyId: `AKIA${derive('id').digest('hex').slice(0, 16).toUpperCase()}`,
      secretAccessKey: derive('secret').digest('base64url').slice(0, 40),
      caller,
      ...(session === undefined ? {} : { session }),
    };
    known.set(credential.accessKeyId, credential);
    return credential;
  };
  const root = make(`arn:aws:iam::${account}:root`);
  writeProfile(join(data, 'credentials'), root);
  return { root, issue: make, find: (accessKeyId) => known.get(accessKeyId) };
}

function openSeed(path: string): Buffer {
  const kept = readJson(path) as { seed: string } | undefined;
  if (kept !== undefined) return Buffer.from(kept.seed, 'base64');
  const seed = randomBytes(32);
  writeAtomically(path, JSON.stringify({ seed: seed.toString('base64') }));
  return seed;
}

function writeProfile(path: string, root: Credential): void {
  const text = [
    '# The root access key of this laptop cloud. It works nowhere else.',
    '[default]',
    `aws_access_key_id = ${root.accessKeyId}`,
    `aws_secret_access_key = ${root.secretAccessKey}`,
    '',
  ].join('\n');
  if (readIfThere(path) !== text) writeAtomically(path, text);
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
