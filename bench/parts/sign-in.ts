import { FUNCTION_NAMES } from '../../lib/bundles.ts';
import { startGuichet } from '../../test/support/guichet.ts';
import { type Figure, median, type Report } from '../figures.ts';
import { startServer } from '../server-process.ts';
import type { RouteCost } from '../sign-in/handler-server.ts';
import { startHandlers } from '../sign-in/handlers.ts';
import { type Calls, type Laptop, laptopPlace } from '../sign-in/laptop.ts';
import { type SignedUp, signUp } from '../sign-in/people.ts';
import { openRelyingParty, REQUESTS_PER_SIGN_IN, type RelyingParty } from '../sign-in/relying-party.ts';

const PEOPLE = 6;
/** Below the quotas of ten per number and sixty per address. */
const PER_PERSON = 8;
const PER_ROUND = PEOPLE * PER_PERSON;
const AT_ONCE = 3;
const FLOOR_REQUESTS = 400;

/** Sign-ins against the whole service, against the handlers alone, and the bare cryptography, in one run. */
export async function measureSignIn(options: { readonly quick: boolean }): Promise<Report> {
  const rounds = options.quick ? 2 : 5;
  const floor = await measureFloor(rounds);
  const { handlers, byRoute } = await measureHandlers(rounds);
  const { figures, calls } = await measureLaptop(rounds, floor);
  const cpu = (what: string, value: number): Figure => ({
    what,
    value,
    unit: 'CPU ms',
    runs: rounds,
    peer: floor,
  });
  return {
    title: 'Sign-in over HTTP',
    notes: [
      `One sign-in: authorize → phone → approvals → approval with PIN → page → consent → token (private_key_jwt, ES256) → userinfo,`,
      `${REQUESTS_PER_SIGN_IN} requests, the ID token verified. Rounds of ${PER_ROUND}, after a round to warm up. Peer: a bare node:http server that verifies one`,
      'ES256 signature, checks one PIN by HMAC and makes one ES256 signature.',
      '',
      `AWS calls of one sign-in, by function: ${describeCalls(calls)}.`,
    ],
    figures: [
      cpu('bare cryptography over HTTP', floor),
      cpu('the function handlers alone', handlers),
      ...byRoute,
      ...figures,
      ...callFigures(calls, rounds),
    ],
  };
}

async function measureFloor(rounds: number): Promise<number> {
  const server = await startServer('sign-in/floor-server.ts', [], () => ({ PATH: process.env.PATH }));
  const token = await (await fetch(`${server.origin}/token`)).text();
  const body = JSON.stringify({ token, pin: '4831' });
  const round = async (): Promise<number> => {
    const before = await server.cpuMs();
    for (let request = 0; request < FLOOR_REQUESTS; request++) {
      const answer = await fetch(server.origin, { method: 'POST', body });
      if (!(await answer.text()).startsWith('header.')) throw new Error('The floor refused.');
    }
    return ((await server.cpuMs()) - before) / FLOOR_REQUESTS;
  };
  try {
    return await medianOf(rounds, round);
  } finally {
    server.stop();
  }
}

async function measureHandlers(rounds: number): Promise<{ handlers: number; byRoute: Figure[] }> {
  const place = await startHandlers();
  try {
    const relyingParty = await openRelyingParty(place.origin, place.now);
    const people = await signUp(place, PEOPLE, relyingParty.registration);
    await place.costs(); // from now on they are told
    const measured = await repeat(rounds, async () => {
      const before = await place.server.cpuMs();
      await signInAll(relyingParty, people, 1);
      return { cpuMs: ((await place.server.cpuMs()) - before) / PER_ROUND, costs: await place.costs() };
    });
    return {
      handlers: median(measured.map(({ cpuMs }) => cpuMs)),
      byRoute: routeFigures(measured.map(({ costs }) => costs)),
    };
  } finally {
    place.stop();
  }
}

/** What each request of a sign-in costs, in the order they are made; the key set is fetched once by a relying party. */
function routeFigures(rounds: readonly Readonly<Record<string, RouteCost>>[]): Figure[] {
  return Object.entries(rounds.at(-1) ?? {}).map(([route, { requests, awsCalls, bodyBytes }]) => {
    const [calls, bytes] = [awsCalls / requests, bodyBytes / requests];
    const milliseconds = rounds.flatMap(({ [route]: cost }) => (cost ? [cost.cpuMs / cost.requests] : []));
    return {
      what: `· ${route}: ${Number(calls.toFixed(1))} AWS calls, ${bytes.toFixed(0)} bytes`,
      value: median(milliseconds),
      unit: 'CPU ms',
      runs: milliseconds.length,
    };
  });
}

async function measureLaptop(rounds: number, floor: number) {
  const guichet = await startGuichet();
  try {
    const place = laptopPlace(guichet);
    const relyingParty = await openRelyingParty(place.origin, place.now);
    const people = await signUp(place, PEOPLE, relyingParty.registration);
    const once = (atOnce: number) => () => laptopRound(place, relyingParty, people, atOnce);
    const single = await repeat(rounds, once(1));
    const several = await repeat(rounds, once(AT_ONCE));
    const figure = (what: string, unit: string, values: readonly number[]): Figure => ({
      what,
      unit,
      value: median(values),
      runs: values.length,
    });
    const cpu = [...single, ...several].map((round) => round.cpuMs);
    return {
      calls: single.at(-1)?.calls ?? { byFunction: {}, invocations: {} },
      figures: [
        {
          ...figure('the whole service on the laptop, its cloud included', 'CPU ms', cpu),
          peer: floor,
        },
        figure(
          'one after the other',
          'ms each',
          single.map((round) => round.wallMs),
        ),
        figure(
          `${AT_ONCE} at once`,
          'per second',
          several.map((round) => 1000 / round.wallMs),
        ),
      ],
    };
  } finally {
    await guichet.stop();
  }
}

interface Round {
  /** Each per sign-in. */
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly calls: Calls;
}

async function laptopRound(
  place: Laptop,
  relyingParty: RelyingParty,
  people: readonly SignedUp[],
  atOnce: number,
): Promise<Round> {
  await place.openQuotas();
  await settled(place);
  await place.forgetCalls();
  const [began, cpuBefore] = [performance.now(), place.cpuMs()];
  await signInAll(relyingParty, people, atOnce);
  const wallMs = (performance.now() - began) / PER_ROUND;
  await settled(place); // what follows a sign-in (audit chain, notifications) belongs to it
  return { wallMs, cpuMs: (place.cpuMs() - cpuBefore) / PER_ROUND, calls: await place.calls() };
}

/** Until the functions behind the queue and the stream have nothing left to do. */
async function settled(place: Laptop): Promise<void> {
  const deadline = performance.now() + 20_000;
  let last = '';
  for (;;) {
    const now = JSON.stringify((await place.calls()).invocations);
    if (now === last || performance.now() > deadline) return;
    last = now;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** Everybody, `PER_PERSON` times; a person never twice at once. */
async function signInAll(
  relyingParty: RelyingParty,
  people: readonly SignedUp[],
  atOnce: number,
): Promise<void> {
  const lanes = Array.from({ length: atOnce }, (_, lane) =>
    people.filter((_, index) => index % atOnce === lane),
  );
  await Promise.all(
    lanes.map(async (lane) => {
      for (let turn = 0; turn < PER_PERSON; turn++)
        for (const person of lane) await relyingParty.signIn(person);
    }),
  );
}

/** Results of `rounds` repetitions after one that does not count. */
async function repeat<T>(rounds: number, measure: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  await measure();
  for (let round = 0; round < rounds; round++) results.push(await measure());
  return results;
}

const medianOf = async (rounds: number, measure: () => Promise<number>): Promise<number> =>
  median(await repeat(rounds, measure));

type Counts = Readonly<Record<string, number>>;
const total = (counts: Counts): number => Object.values(counts).reduce((sum, each) => sum + each, 0);
const perSignIn = (count: number): number => Number((count / PER_ROUND).toFixed(2));

/** Of the project's functions alone: what AWS itself does between them is not billed as calls. */
const functionsOf = ({ byFunction }: Calls): (readonly [string, Counts])[] =>
  FUNCTION_NAMES.flatMap((name) =>
    byFunction[name] === undefined ? [] : [[name, byFunction[name]] as const],
  );

function callFigures(calls: Calls, rounds: number): Figure[] {
  const all = functionsOf(calls).reduce((sum, [, counts]) => sum + total(counts), 0);
  const figure = (what: string, count: number): Figure => ({
    what,
    value: perSignIn(count),
    unit: 'per sign-in',
    runs: rounds,
  });
  return [
    figure('AWS calls of functions', all),
    figure('invocations of functions', total(calls.invocations)),
  ];
}

function describeCalls(calls: Calls): string {
  const one = ([operation, count]: [string, number]): string =>
    `${operation.split(':')[1]} ${perSignIn(count)}`;
  return functionsOf(calls)
    .map(
      ([name, counts]) =>
        `${name} ${perSignIn(total(counts))} (${Object.entries(counts).map(one).join(', ')})`,
    )
    .join('; ');
}
