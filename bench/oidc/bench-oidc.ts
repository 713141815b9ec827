/**
 * `npm run bench:oidc`: what a sign-in and the hot endpoints cost, against oidc-provider 9 in the same run and a bare server.
 * Nothing here passes or fails: goals are printed beside the figures.
 *
 * `--quick` for fewer repetitions, `--only memory|dynamodb|calls` for a part (may be repeated), `--write` keeps the tables as `bench/results/<date>-oidc.md`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeMachine } from '../machine.ts';
import { alignedTable } from '../table.ts';
import { startFloor } from './floor.ts';
import {
  type Bare,
  count,
  cpuBySide,
  introspectingOf,
  measureCosts,
  redeeming,
  refreshingOf,
  requestsOf,
  returning,
  type Size,
  signInBySides,
  type Work,
  wholeSignIn,
} from './measure.ts';
import { startOurs } from './ours.ts';
import { startPeer } from './peer.ts';
import type { Side, Subject } from './subject.ts';
import {
  type CostGoal,
  type CostRow,
  type CountRow,
  costTable,
  countTable,
  describeCalls,
} from './tables.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: ['memory', 'dynamodb', 'calls'] },
  },
});
const AT_ONCE = 4;
/** So many that nobody signs in much more often than people do; a multiple of those at once. */
const PEOPLE = 24;
const size: Size = values.quick
  ? { warmUp: 1, rounds: 2, perRound: 24, atOnce: AT_ONCE }
  : { warmUp: 4, rounds: 7, perRound: 48, atOnce: AT_ONCE };
const COUNTED = values.quick ? 6 : 20;
/** Sign-ins before calls are counted, of other people: what an instance fetches once is not what a sign-in costs. */
const WARM = 4;

/** Every pair over the same kind of store; the first of each is the peer of the others. */
interface Pairing {
  readonly peer: Subject;
  readonly ours: readonly Subject[];
}

const lines = [
  `# OpenID Connect, measured on ${new Date().toISOString().slice(0, 10)}`,
  '',
  describeMachine(),
  '',
];
const say = (...more: string[]): void => {
  lines.push(...more);
  console.log(more.join('\n'));
};
console.log(lines.join('\n'));

const floor = await startFloor();
const asked = (part: string): boolean => values.only.includes(part);
if (asked('memory')) {
  const inMemory = await start('memory', ['memory']);
  say(...(await costs('Over stores in memory: the protocol alone', inMemory, memoryGoals())));
  stop(inMemory);
}
if (asked('dynamodb') || asked('calls')) {
  const inDynamo = await start('dynamodb', ['sdk', 'deployed']);
  if (asked('dynamodb')) say(...(await costs('Over DynamoDB', inDynamo, dynamoGoals())));
  if (asked('calls')) say(...(await counts(inDynamo)));
  stop(inDynamo);
}
if (values.write) keep(lines.join('\n'));
process.exit();

type Goals = Readonly<Record<'signIn' | 'returning' | 'token' | 'introspection' | 'refresh', CostGoal>>;

/** In milliseconds of the machine they were set on, and for any other in times its floor (0.5, 0.14 and 0.20 ms there). */
function memoryGoals(): Goals {
  return {
    signIn: { mostCpuMs: 1, mostTimesFloor: 2 },
    returning: {},
    token: {},
    introspection: { mostCpuMs: 0.25, mostTimesFloor: 1.8 },
    refresh: { mostCpuMs: 0.4, mostTimesFloor: 2 },
  };
}

function dynamoGoals(): Goals {
  return {
    signIn: { mostCpuMs: 9.9, leastTimesPeer: 3 },
    returning: {},
    token: {},
    introspection: {},
    refresh: {},
  };
}

async function start(
  stores: 'memory' | 'dynamodb',
  reaches: readonly ('memory' | 'sdk' | 'deployed')[],
): Promise<Pairing> {
  const peer = await startPeer(stores, PEOPLE);
  const ours: Subject[] = [];
  for (const reach of reaches) ours.push(await startOurs(reach, PEOPLE));
  return { peer, ours };
}

function stop({ peer, ours }: Pairing): void {
  for (const subject of [peer, ...ours]) subject.stop();
}

async function costs(title: string, pairing: Pairing, goals: Goals): Promise<string[]> {
  const subjects = [pairing.peer, ...pairing.ours];
  const many = { ...size, perRound: size.perRound * 4 };
  const { verify, verifyAndSign, signIn } = floor;
  const [signsIn, comesAgain] = [async () => wholeSignIn, async () => returning];
  const [introspects, refreshes] = [() => introspectingOf(subjects), () => refreshingOf(subjects, AT_ONCE)];
  const rows = [
    ...(await work('sign-in', pairing, signsIn, size, goals.signIn, signIn)),
    ...(await work('sign-in, known browser', pairing, comesAgain, size, goals.returning, verifyAndSign)),
    ...(await work('token', pairing, async () => redeeming(), size, goals.token, verifyAndSign)),
    ...(await work('introspection', pairing, introspects, many, goals.introspection, verify)),
    ...(await work('refresh', pairing, refreshes, many, goals.refresh, verifyAndSign)),
  ];
  const memory = await Promise.all(
    subjects.map(async (subject) => [subject.name, await residentMb(subject)]),
  );
  const table = alignedTable(['process', 'resident MB'], memory, [0]);
  const sides = await bySides(pairing);
  return [`## ${title}`, '', ...costTable(rows), '', ...note(), ...sides, '', ...table, ''];
}

/** One kind of work at peer and ours; a shortcut or a refusal of any of them is told and leaves the work out. */
async function work(
  name: string,
  { peer, ours }: Pairing,
  prepare: () => Promise<Work>,
  how: Size,
  goal: CostGoal,
  least: () => Promise<void>,
): Promise<CostRow[]> {
  try {
    const kind = await prepare();
    const [bare, http]: [Bare, Bare] = [
      { server: floor.server, ask: least },
      { server: floor.server, ask: floor.plain },
    ];
    const measured = await measureCosts([peer, ...ours, bare, http], how, kind);
    const plain = measured.get(http)?.cpuMs ?? 0;
    const rows: CostRow[] = [];
    for (const subject of [peer, ...ours]) {
      const cost = measured.get(subject);
      if (cost === undefined) continue;
      const answering = plain * (await requestsOf(subject, kind));
      const facts = { work: name, subject, cost, floor: measured.get(bare)?.cpuMs, http: answering };
      rows.push(subject === peer ? facts : { ...facts, peer: measured.get(peer), goal });
    }
    return rows;
  } catch (error) {
    process.exitCode = 1;
    say(`ERROR in ${name}: ${error instanceof Error ? error.message : error}`, '');
    return [];
  }
}

/** How a sign-in of ours divides: the phone's part has no counterpart at the peer, whose login is a form. */
async function bySides({ ours }: Pairing): Promise<string[]> {
  const rows: string[][] = [];
  for (const subject of ours) {
    const cpu = await cpuBySide(subject, size.perRound);
    rows.push([subject.name, ...Object.values(cpu).map((milliseconds) => milliseconds.toFixed(2))]);
  }
  return alignedTable(['one sign-in, CPU ms', 'browser and relying party', 'phone'], rows, [0]);
}

async function residentMb({ server }: Subject): Promise<string> {
  const bytes = Number(await (await fetch(`${server.origin}/memory`)).text());
  return (bytes / 1024 ** 2).toFixed(0);
}

function note(): string[] {
  return [
    'Floor: a bare `node:http` server that verifies one ES256 signature (introspection), also makes one (token, refresh, known browser), or for a sign-in answers four requests more; it takes its turn in the same rounds.',
    '“Less HTTP”: without what that server takes to answer as many requests with `{}`, peer and ours alike; a gateway does that work for a function, and a provider with a server of its own has it.',
    'CPU is that of the provider’s process, user and system; latencies are of a machine that also runs the load, DynamoDB and KMS.',
    '',
  ];
}

async function counts({ peer, ours }: Pairing): Promise<string[]> {
  const direct = await startOurs('deployed', PEOPLE, 'direct');
  const rows: CountRow[] = [];
  const details: string[] = [];
  for (const subject of [peer, ...ours.slice(-1), direct]) {
    for (let turn = 0; turn < WARM; turn++) await wholeSignIn(subject, turn);
    const signIn = signInBySides(subject);
    const whole = await count(subject, COUNTED, (turn, onSide) => signIn(WARM + turn, onSide));
    const known = subject === direct ? undefined : await countReturning(subject);
    if (whole === undefined) continue;
    const isOurs = subject !== peer;
    const signatures = subject === direct ? 1 : 0;
    for (const side of ['browser and relying party', 'phone'] satisfies Side[])
      if (isOurs) rows.push({ work: 'sign-in', subject, side, usage: whole.bySide[side], ...goalOf(side) });
    rows.push({
      work: 'sign-in',
      subject,
      side: 'all',
      usage: whole.all,
      ...(isOurs && { goal: { signatures } }),
    });
    if (known)
      rows.push({
        work: 'known browser',
        subject,
        side: 'all',
        usage: known,
        ...(isOurs && { goal: { dynamoCalls: 6 } }),
      });
    for (const [side, usage] of Object.entries(whole.bySide))
      if (describeCalls(usage) !== '') details.push(`- ${subject.name}, ${side}: ${describeCalls(usage)}`);
  }
  direct.stop();
  return ['## AWS calls and DynamoDB units of one sign-in', '', ...countTable(rows), '', ...details, ''];
}

/** What an OpenID provider has to do: the phone has no counterpart at the peer. */
function goalOf(side: Side): Pick<CountRow, 'goal'> {
  return side === 'phone' ? {} : { goal: { dynamoCalls: 14, units: 8 } };
}

async function countReturning(subject: Subject) {
  try {
    return (await count(subject, COUNTED, (turn) => returning(subject, WARM + turn)))?.all;
  } catch {
    return undefined;
  }
}

function keep(text: string): void {
  const folder = fileURLToPath(new URL('../results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${new Date().toISOString().slice(0, 10)}-oidc.md`);
  writeFileSync(file, text);
  console.log(`Written to ${file}.`);
}
