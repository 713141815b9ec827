import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { environmentName } from '../../lambdas/authorities.ts';
import { prefix } from '../../lib/names.ts';
import { awaitMessage, codeIn } from '../../test/support/citizen.ts';
import type { RunningGuichet } from '../../test/support/guichet.ts';
import { treeCpuMs } from '../process-tree.ts';
import type { MadeAccount } from './make-account.ts';
import type { Place } from './people.ts';

export interface Laptop extends Place {
  readonly pid: number;
  /** CPU of the service and its children so far, in milliseconds. */
  cpuMs(): number;
  /** Moves the clock past every quota of sign-ins. */
  openQuotas(): Promise<void>;
  /** AWS calls of functions, and invocations, since `forget`. */
  calls(): Promise<Calls>;
  forgetCalls(): Promise<void>;
}

export interface Calls {
  /** `service:operation` by the function that called. */
  readonly byFunction: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly invocations: Readonly<Record<string, number>>;
}

const PREPARATION = fileURLToPath(new URL('prepare-stores.ts', import.meta.url));

/** In a process of its own, because the adapters' clients live as long as their process. */
async function prepareIn(environment: Record<string, string>, count: number, client: object) {
  const args = [PREPARATION, String(count), JSON.stringify(client)];
  const env = { PATH: process.env.PATH, ...environment };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  return JSON.parse(stdout) as MadeAccount[];
}

const STAGE = { name: 'laptop' };
const QUOTA_WINDOW_SECONDS = 600;

/** The whole service as `npm start` runs it. */
export function laptopPlace(guichet: RunningGuichet): Laptop {
  const { pid } = JSON.parse(readFileSync(join(guichet.data, 'running.json'), 'utf8')) as { pid: number };
  let aheadMs = 0;
  return {
    origin: guichet.origin,
    pid,
    prepare: (count, client) => prepareIn(administrator(guichet), count, client),
    now: () => Date.now() + aheadMs,
    codeSentTo: async (phoneNumber) =>
      codeIn(await awaitMessage(guichet.origin, (entry) => entry.to.replaceAll(' ', '') === phoneNumber)),
    cpuMs: () => treeCpuMs(pid),
    async openQuotas() {
      await guichet.advance(QUOTA_WINDOW_SECONDS);
      aheadMs += QUOTA_WINDOW_SECONDS * 1000;
    },
    async calls() {
      return toCalls((await (await fetch(`${guichet.origin}/__local/calls`)).json()) as CallReport);
    },
    async forgetCalls() {
      await fetch(`${guichet.origin}/__local/calls`, { method: 'DELETE' });
    },
  };
}

type Counts = Readonly<Record<string, { readonly calls: number }>>;
interface CallReport {
  readonly functions: Counts;
  readonly byCaller: Readonly<Record<string, Counts>>;
}

function toCalls({ functions, byCaller }: CallReport): Calls {
  const numbers = (counts: Counts) =>
    Object.fromEntries(Object.entries(counts).map(([name, { calls }]) => [name, calls]));
  return {
    byFunction: Object.fromEntries(
      Object.entries(byCaller).map(([name, counts]) => [shortName(name), numbers(counts)]),
    ),
    invocations: Object.fromEntries(
      Object.entries(numbers(functions)).map(([name, calls]) => [shortName(name), calls]),
    ),
  };
}

const shortName = (name: string): string => name.replace(prefix(STAGE, ''), '');

/** The stores and keys of the stage under the names its functions get, with the root key of the data folder. */
function administrator({ data, gateway }: RunningGuichet): Record<string, string> {
  const profile = readFileSync(join(data, 'credentials'), 'utf8');
  const setting = (name: string): string => new RegExp(`^${name} = (.+)$`, 'm').exec(profile)?.[1] ?? '';
  const tables = ['accounts', 'account-handles', 'links', 'clients'];
  return {
    AWS_ENDPOINT_URL: gateway,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: setting('aws_access_key_id'),
    AWS_SECRET_ACCESS_KEY: setting('aws_secret_access_key'),
    ...Object.fromEntries(tables.map((name) => [environmentName(name, 'TABLE'), prefix(STAGE, name)])),
    PERSONAL_DATA_KEY: `alias/guichet/${STAGE.name}/personal-data`,
    IDENTIFIERS_SECRET: prefix(STAGE, 'identifiers'),
  };
}
