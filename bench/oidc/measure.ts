import { median } from '../figures.ts';
import type { ServerProcess } from '../server-process.ts';
import { added, emptyUsage, type Usage } from './counting-gateway.ts';
import { percentile } from './percentile.ts';
import type { Asked } from './relying-party.ts';
import type { OnSide, Side, Subject, Visitor } from './subject.ts';

/** What one kind of work costs its server, each. */
export interface Cost {
  /** User and system time of the server process, DynamoDB and KMS apart; medians of rounds. */
  readonly cpuMs: number;
  readonly runs: number;
  /** From the first request to the last answer, milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface Counts {
  readonly bySide: Readonly<Record<Side, Usage>>;
  readonly all: Usage;
}

export interface Size {
  /** Rounds that do not count, in which code is compiled, and rounds that do. */
  readonly warmUp: number;
  readonly rounds: number;
  /** Units of work in each. */
  readonly perRound: number;
  readonly atOnce: number;
}

/** @param turn its number in the round: says who acts, so that nobody acts twice at once, or more often than people do */
export interface Work {
  (subject: Subject, turn: number): Promise<void>;
  /** What a round takes and does not count: as many codes as are redeemed in it. */
  readonly before?: (subject: Subject, count: number) => Promise<void>;
}

/** What a bare server does instead, in its own turn. */
export interface Bare {
  readonly server: ServerProcess;
  readonly ask: () => Promise<void>;
}

/**
 * CPU and latency of one kind of work, done in rounds by several clients at once. The subjects, and bare servers, take turns round by
 * round, so that a busy moment of the machine falls on all of them. A subject that does not offer it is left out.
 */
export async function measureCosts<One extends Subject | Bare>(
  subjects: readonly One[],
  size: Size,
  work: Work,
): Promise<ReadonlyMap<One, Cost>> {
  const taken = new Map(subjects.map((subject) => [subject, { cpu: [] as number[], times: [] as number[] }]));
  for (let round = -size.warmUp; round < size.rounds; round++)
    for (const [subject, { cpu, times }] of [...taken]) {
      if (!isBare(subject)) await work.before?.(subject, size.perRound);
      const before = await subject.server.cpuMs();
      const act = isBare(subject) ? subject.ask : (turn: number) => ofSubject(subject, work(subject, turn));
      const latencies = await playRound(act, size);
      if (latencies === undefined) taken.delete(subject);
      if (round < 0 || latencies === undefined) continue;
      cpu.push(((await subject.server.cpuMs()) - before) / latencies.length);
      times.push(...latencies);
    }
  return new Map([...taken].map(([subject, { cpu, times }]) => [subject, costOf(cpu, times)]));
}

const isBare = (one: Subject | Bare): one is Bare => 'ask' in one;

function costOf(cpu: readonly number[], times: readonly number[]): Cost {
  const at = (share: number): number => percentile(times, share);
  return { cpuMs: median(cpu), runs: cpu.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** Milliseconds of each; undefined when the subject does not offer this work. */
async function playRound(
  act: (turn: number) => Promise<void>,
  { perRound, atOnce }: Size,
): Promise<number[] | undefined> {
  const times: number[] = [];
  const lane = async (_: unknown, number: number): Promise<void> => {
    for (let turn = number; turn < perRound; turn += atOnce) {
      const began = performance.now();
      await act(turn);
      times.push(performance.now() - began);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, lane));
    return times;
  } catch (error) {
    if (error instanceof NotOffered) return undefined;
    throw error;
  }
}

/** Says at whom something failed. */
async function ofSubject({ name }: Subject, done: Promise<void>): Promise<void> {
  try {
    await done;
  } catch (error) {
    if (error instanceof NotOffered) throw error;
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

/** HTTP requests that one unit of work sends to a subject. */
export async function requestsOf(subject: Subject, work: Work): Promise<number> {
  await work.before?.(subject, 1);
  const send = globalThis.fetch;
  let requests = 0;
  globalThis.fetch = (to, init) => {
    if (String(to).startsWith(subject.server.origin)) requests += 1; // what stands before its AWS is here too
    return send(to, init);
  };
  try {
    await work(subject, 0);
  } finally {
    globalThis.fetch = send;
  }
  return requests;
}

function visitorOf({ visitors }: Subject, turn: number): Visitor {
  const visitor = visitors[turn % visitors.length];
  if (visitor === undefined) throw new Error('Nobody is there to sign in.');
  return visitor;
}

/** A whole sign-in: authorize → login → consent → code → token → userinfo. */
export const wholeSignIn: Work = async (subject, turn) => {
  const { asked, code } = await obtainCode(subject, visitorOf(subject, turn));
  await finish(subject, asked, code);
};

/** The person comes again in the same browser and is asked nothing. */
export const returning: Work = async (subject, turn) => {
  const { relyingParty, againParameters } = subject;
  const asked = relyingParty.ask(againParameters);
  const location = await visitorOf(subject, turn).comeAgain(asked);
  if (location === undefined) throw new NotOffered();
  await finish(subject, asked, relyingParty.codeOf(asked, location));
};

/** What a provider does not offer is n/a and no failure. */
export class NotOffered extends Error {}

async function obtainCode(
  { relyingParty, againParameters }: Subject,
  visitor: Visitor,
  more: Readonly<Record<string, string>> = {},
  onSide?: OnSide,
): Promise<{ readonly asked: Asked; readonly code: string }> {
  const asked = relyingParty.ask({ ...againParameters, ...more });
  return { asked, code: relyingParty.codeOf(asked, await visitor.signIn(asked, onSide)) };
}

async function finish({ relyingParty }: Subject, asked: Asked, code: string): Promise<void> {
  await relyingParty.userinfo(await relyingParty.redeem(asked, code));
}

/** Redeems codes that were obtained just before: the token endpoint by itself. */
export function redeeming(): Work {
  const codes = new Map<Subject, { readonly asked: Asked; readonly code: string }[]>();
  const redeem: Work = async (subject) => {
    const next = codes.get(subject)?.pop();
    if (next === undefined) throw new Error('There are too few codes.');
    await subject.relyingParty.redeem(next.asked, next.code);
  };
  const before = async (subject: Subject, count: number): Promise<void> => {
    const obtained = [];
    for (let turn = 0; turn < count; turn++)
      obtained.push(await obtainCode(subject, visitorOf(subject, turn)));
    codes.set(subject, obtained);
  };
  return Object.assign(redeem, { before });
}

/** Asks again and again about one access token. */
export async function introspectingOf(subjects: readonly Subject[]): Promise<Work> {
  const tokens = new Map<Subject, string>();
  for (const subject of subjects) {
    const { asked, code } = await obtainCode(subject, visitorOf(subject, 0));
    tokens.set(subject, (await subject.relyingParty.redeem(asked, code)).access_token);
  }
  return async (subject) => await subject.relyingParty.introspect(tokens.get(subject) ?? '');
}

/** Each lane refreshes its own tokens, each time with the newest refresh token. */
export async function refreshingOf(subjects: readonly Subject[], lanes: number): Promise<Work> {
  const newest = new Map<Subject, string[]>();
  for (const subject of subjects) {
    const tokens = [];
    for (let lane = 0; lane < lanes; lane++) tokens.push(await offlineToken(subject, lane));
    newest.set(subject, tokens);
  }
  return async (subject, turn) => {
    const tokens = newest.get(subject) ?? [];
    const lane = turn % lanes;
    const { refresh_token } = await subject.relyingParty.refresh(tokens[lane] ?? '');
    tokens[lane] = refresh_token ?? tokens[lane] ?? '';
  };
}

/** OIDC Core §11: offline access is asked with `prompt=consent`. */
async function offlineToken(subject: Subject, lane: number): Promise<string> {
  const more = { scope: 'openid profile offline_access', prompt: 'consent' };
  const { asked, code } = await obtainCode(subject, visitorOf(subject, lane), more);
  const { refresh_token } = await subject.relyingParty.redeem(asked, code);
  if (refresh_token === undefined) throw new Error(`${subject.name}: there is no refresh token.`);
  return refresh_token;
}

/** AWS calls and units of one kind of work, each, told apart by who acts; one after the other. */
export async function count(
  subject: Subject,
  times: number,
  work: (turn: number, onSide: OnSide) => Promise<void>,
): Promise<Counts | undefined> {
  const { gateway } = subject;
  if (gateway === undefined) return undefined;
  const sums: Record<Side, Usage> = { 'browser and relying party': emptyUsage(), phone: emptyUsage() };
  let side: Side = 'browser and relying party';
  const settle = async (next: Side): Promise<void> => {
    sums[side] = added(sums[side], gateway.take());
    side = next;
  };
  gateway.take();
  for (let turn = 0; turn < times; turn++) {
    await work(turn, settle);
    await settle('browser and relying party');
  }
  const each = (usage: Usage): Usage => added(emptyUsage(), usage, 1 / times);
  const bySide = {
    'browser and relying party': each(sums['browser and relying party']),
    phone: each(sums.phone),
  };
  return { bySide, all: added(bySide['browser and relying party'], bySide.phone) };
}

/** One whole sign-in, telling whose turn it is. */
export const signInBySides =
  (subject: Subject) =>
  async (turn: number, onSide: OnSide): Promise<void> => {
    const { asked, code } = await obtainCode(subject, visitorOf(subject, turn), {}, onSide);
    await finish(subject, asked, code);
  };

/** CPU of a sign-in's two sides, each, one sign-in after the other; what asking for the CPU costs is taken off. */
export async function cpuBySide(subject: Subject, times: number): Promise<Readonly<Record<Side, number>>> {
  const { server } = subject;
  const began = await server.cpuMs();
  for (let turn = 0; turn < times; turn++) await server.cpuMs();
  const asking = ((await server.cpuMs()) - began) / (times + 1);
  const sums: Record<Side, number> = { 'browser and relying party': 0, phone: 0 };
  let side: Side = 'browser and relying party';
  let last = await server.cpuMs();
  const settle = async (next: Side): Promise<void> => {
    const now = await server.cpuMs();
    sums[side] += now - last - asking;
    [side, last] = [next, now];
  };
  for (let turn = 0; turn < times; turn++) {
    await signInBySides(subject)(turn, settle);
    await settle('browser and relying party');
  }
  return {
    'browser and relying party': sums['browser and relying party'] / times,
    phone: sums.phone / times,
  };
}
