/**
 * `npm run clients -- import FILE`: registers relying parties from a JSON array of RFC 7591 metadata (or one object). A secret that an
 * entry needs and does not give is made, and shown once; all that is kept of a secret is its hash.
 * `npm run clients -- list | show ID | errors ID | disable ID | enable ID`.
 *
 * All of it for the Guichet of `npm start` (`--stage laptop`, the default); any other stage is reached with the AWS credentials of
 * whoever administers the deployment.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dynamoClientErrorLog } from '../lambdas/adapters/aws/dynamo-client-errors.ts';
import {
  allRegistrations,
  dynamoClientRegistrations,
  enterRegistration,
} from '../lambdas/adapters/aws/dynamo-client-registrations.ts';
import { guardedDoor } from '../lambdas/adapters/https/guarded-door.ts';
import { metadataOf } from '../lambdas/domain/client-registration/metadata.ts';
import { type Registration, stateOf } from '../lambdas/domain/client-registration/registration.ts';
import { requireSector } from '../lambdas/domain/client-registration/require-sector.ts';
import { prefix } from '../lib/names.ts';
import { judgeEntry, type SoundEntry } from './client-import.ts';
import { administer, fail, fileNamed, readArguments, requireStage } from './deployment.ts';

const USAGE =
  'Usage: npm run clients -- import <file.json> | list | show <client_id> | errors <client_id> | disable <client_id> | enable <client_id> [--stage laptop] [--json]';

const { positionals, values } = readArguments(USAGE, {
  stage: { type: 'string', default: 'laptop' },
  json: { type: 'boolean', default: false },
});
const [command = '', subject = ''] = positionals;
const stage = requireStage(values.stage);
const table = prefix(stage, 'clients');
const registrations = dynamoClientRegistrations({ clients: table });
const COMMANDS: Readonly<Record<string, () => Promise<void>>> = {
  import: async () => importFile(readEntries(subject)),
  list,
  errors,
  show: async () => console.log(JSON.stringify(shown(await requireClient()), null, 2)),
  disable: () => setStatus('blocked'),
  enable: () => setStatus('active'),
};

const run = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
if (run === undefined || (command !== 'list' && subject === '')) fail(USAGE);
if (command === 'import') requireSound(readEntries(subject)); // told before a deployment is looked for
await administer(stage.name, run);

/** All entries, or none. */
async function importFile(entries: readonly unknown[]): Promise<void> {
  const sound = await Promise.all(
    entries.map(async (entry) => {
      const before = await registrations.find(idOf(entry));
      const [judged] = requireSound([entry], () => before);
      if (judged === undefined) throw new Error('An entry was lost.');
      await requireSector(metadataOf(judged.client), guardedDoor(stage.settings.RELYING_PARTIES));
      return { ...judged, before };
    }),
  );
  for (const { client, before } of sound) {
    if (await enterRegistration(table, before, client)) continue;
    fail(`${client.client_id} was changed by somebody else at the same moment. Import again.`);
  }
  console.log(values.json ? JSON.stringify(sound.map(told), null, 2) : sound.map(sentenceOf).join('\n'));
}

/** Whatever is wrong is told, for each entry. */
function requireSound(
  entries: readonly unknown[],
  beforeOf: () => Registration | undefined = () => undefined,
): readonly SoundEntry[] {
  const judged = entries.map((entry) => judgeEntry(entry, beforeOf(), stage, new Date()));
  const faults = judged.flatMap((one, index) =>
    'client' in one ? [] : one.map((fault) => `${nameOf(entries[index], index)}: ${fault}`),
  );
  if (faults.length > 0) fail(faults.join('\n'));
  return judged.filter((one): one is SoundEntry => 'client' in one);
}

function idOf(entry: unknown): string {
  const { client_id }: { client_id?: unknown } = Object(entry);
  return typeof client_id === 'string' ? client_id : '';
}

function readEntries(given: string): unknown[] {
  const path = fileNamed(given);
  if (!existsSync(path)) fail(`There is no file ${path}.`);
  try {
    return [JSON.parse(readFileSync(path, 'utf8'))].flat();
  } catch (error) {
    fail(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function nameOf(entry: unknown, index: number): string {
  const named: { client_id?: unknown; client_name?: unknown } = Object(entry);
  return String(named.client_id ?? named.client_name ?? `entry ${index + 1}`);
}

function told({ client, made }: SoundEntry): object {
  return { client_id: client.client_id, ...(made !== undefined && { client_secret: made }) };
}

function sentenceOf({ client, made, ignored }: SoundEntry): string {
  const place = client.environment === 'sandbox' ? 'for test personas' : 'in production';
  return [
    `Registered ${client.client_id} (${client.client_name}), ${place}.`,
    ...(made === undefined ? [] : [`  client_secret: ${made}   (shown this once)`]),
    ...(ignored.length === 0 ? [] : [`  Not understood, and ignored: ${ignored.join(', ')}.`]),
  ].join('\n');
}

async function list(): Promise<void> {
  const lines: string[][] = [];
  for await (const each of allRegistrations(table))
    lines.push([each.client_id, stateOf(each), each.client_name]);
  const width = (column: number) => Math.max(0, ...lines.map((line) => line[column]?.length ?? 0));
  const aligned = lines.map(([id = '', state = '', name]) =>
    [id.padEnd(width(0)), state.padEnd(width(1)), name].join('  '),
  );
  const json = lines.map(([client_id, state, client_name]) => ({ client_id, state, client_name }));
  if (values.json) console.log(JSON.stringify(json, null, 2));
  else console.log(aligned.sort().join('\n') || 'No client is registered.');
}

async function requireClient(): Promise<Registration> {
  return (
    (await registrations.find(subject)) ?? fail(`There is no client ${subject} on the stage ${stage.name}.`)
  );
}

/** What is kept of it, hashes of secrets left out. */
function shown(client: Registration): object {
  return {
    client_id: client.client_id,
    state: stateOf(client),
    ...metadataOf(client),
    ...(client.sector_identifier !== undefined && { sector_identifier: client.sector_identifier }),
    ...(client.organisation_id !== undefined && { organisation_id: client.organisation_id }),
    ...(client.resource_server !== undefined && { resource_server: client.resource_server }),
    ...(client.require_pkce !== undefined && { require_pkce: client.require_pkce }),
    ...(client.proposed !== undefined && { proposed: client.proposed }),
    ...(client.owner !== undefined && { owner: client.owner }),
    registered_at: client.registered_at,
    changed_at: client.changed_at,
  };
}

/** What was refused to it and why, newest last: for clients that have no owner to read it in the portal. */
async function errors(): Promise<void> {
  const { client_id } = await requireClient();
  const log = dynamoClientErrorLog(prefix(stage, 'client-errors'));
  const found = [...(await log.of(client_id, new Date()))].reverse();
  if (values.json) return console.log(JSON.stringify(found, null, 2));
  const lines = found.map(
    ({ at, endpoint, code, sentence, requestId }) =>
      `${at.toISOString()}  ${endpoint}  ${code}: ${sentence}  (${requestId})`,
  );
  console.log(lines.join('\n') || `Nothing was refused to ${client_id} lately.`);
}

async function setStatus(status: 'active' | 'blocked'): Promise<void> {
  const client = await requireClient();
  const changed = { ...client, status, changed_at: new Date().toISOString() };
  if (!(await registrations.replace(client, changed)))
    fail(`${client.client_id} was changed by somebody else at the same moment. Try again.`);
  const sentence =
    status === 'blocked'
      ? `${client.client_id} is blocked: within half a minute nobody signs in there any more.`
      : `${client.client_id} is good again, within half a minute.`;
  console.log(sentence);
}
