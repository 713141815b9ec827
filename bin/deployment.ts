import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { askedStage } from '../lib/stage-choice.ts';
import type { Stage } from '../lib/stages.ts';

const LAPTOP = 'laptop';

/**
 * Runs an administrator's command against the deployment of a stage. `laptop` is the Guichet that `npm start` runs from this
 * folder: its gateway and access key are found by themselves, and the command is given the public address it answers at. Any other
 * stage is reached with the AWS credentials of the shell. Failures end the process with a sentence.
 */
export async function administer(
  stage: string,
  command: (laptopOrigin: string | undefined) => Promise<void>,
): Promise<void> {
  try {
    await command(
      stage === LAPTOP ? await useLaptop(resolve(process.env.GUICHET_DATA ?? '.guichet')) : undefined,
    );
  } catch (error) {
    fail(sentenceOf(error, stage));
  }
}

/** `parseArgs` with positionals, where an option that does not exist (`--help`, too) is answered with the usage. */
export function readArguments<T extends NonNullable<ParseArgsConfig['options']>>(usage: string, options: T) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    fail(
      process.argv.includes('--help') ? usage : `${error instanceof Error ? error.message : error}\n${usage}`,
    );
  }
}

/** The stage of `--stage`; one that does not exist, or whose settings are wrong, ends the process with a sentence. */
export function requireStage(name: string): Stage {
  try {
    return askedStage({ ...process.env, GUICHET_STAGE: name, CDK_CONTEXT_JSON: undefined });
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** A file the user names, from where npm was called: `npm --prefix ~/guichet run …` leaves that folder. */
export const fileNamed = (path: string): string => resolve(process.env.INIT_CWD ?? '.', path);

export function fail(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

/**
 * Points the AWS SDK at the laptop cloud of a data folder, unless the caller already did.
 * @returns its public address
 */
async function useLaptop(data: string): Promise<string | undefined> {
  if (process.env.AWS_ENDPOINT_URL !== undefined) return undefined;
  const { gatewayUrl, publicUrl } = await running(data);
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_PROFILE'])
    delete process.env[name]; // the shell's own account is not meant, and would be preferred
  process.env.AWS_ENDPOINT_URL = gatewayUrl;
  process.env.AWS_REGION = 'eu-west-1';
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(data, 'credentials');
  return publicUrl;
}

/** @throws a sentence when no laptop cloud runs on this data folder */
async function running(data: string): Promise<{ gatewayUrl: string; publicUrl: string }> {
  const note = join(data, 'running.json');
  const { publicUrl } = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  const answer = await fetch(`${publicUrl}/__local/ready`).catch(() => undefined);
  const ready = (await answer?.json()) as { data: string; gatewayUrl: string } | undefined;
  if (ready?.data === data) return { gatewayUrl: ready.gatewayUrl, publicUrl };
  throw new Error(
    `No Guichet runs on ${data}. Start it with "npm start" in another terminal and leave it running; ` +
      'for a Guichet in AWS, name its stage with --stage.',
  );
}

function sentenceOf(error: unknown, stage: string): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (message === 'Region is missing' || name === 'CredentialsProviderError')
    return (
      `The stage "${stage}" is in AWS, and this shell has no Region or no credentials for it (AWS_REGION; ` +
      '"aws sts get-caller-identity" must answer). For the Guichet of "npm start", add: --stage laptop'
    );
  if (name === 'ResourceNotFoundException' || name === 'NotFoundException')
    return `The stage "${stage}" is not deployed in this account and Region (docs/deploy.md): ${message}`;
  return message;
}
