import type { LocalClock } from '../clock.ts';
import type { EdgeAnswer, EdgeRequest } from '../edge/http.ts';
import type { Calls } from '../gateway/calls.ts';
import type { Faults } from '../gateway/faults.ts';
import type { Outbox } from '../outbox.ts';
import { outboxPage } from './outbox-page.ts';

/** What tests, demos and benchmarks may turn. */
export interface ControlParts {
  readonly clock: LocalClock;
  readonly outbox: Outbox;
  readonly faults: Faults;
  readonly calls: Calls;
  /** What `GET /__local/ready` says; `undefined` until everything has started. */
  ready(): object | undefined;
  port(): number;
}

type Act = (request: EdgeRequest) => EdgeAnswer;

/** Answers `/__local/…` on the public port. */
export function createControl(parts: ControlParts): (request: EdgeRequest) => EdgeAnswer {
  const { clock, outbox, faults, calls } = parts;
  const time = () =>
    json(200, { now: new Date(clock.now()).toISOString(), offsetSeconds: (clock.offset[0] ?? 0) / 1000 });
  const acts: Readonly<Record<string, Act>> = {
    'GET /__local/ready': () => {
      const state = parts.ready();
      return state === undefined ? json(503, { ready: false }) : json(200, { ready: true, ...state });
    },
    'GET /__local/outbox': ({ headers }) =>
      headers.accept?.includes('text/html') ? html(outboxPage(outbox.list())) : json(200, outbox.list()),
    'DELETE /__local/outbox': () => {
      outbox.clear();
      return json(200, []);
    },
    'GET /__local/clock': time,
    'POST /__local/clock': (request) => {
      clock.advance(Number((parseBody(request) as { advanceSeconds?: unknown }).advanceSeconds));
      return time();
    },
    'GET /__local/faults': () => json(200, faults.list()),
    'POST /__local/faults': (request) => {
      faults.set(parseBody(request));
      return json(200, faults.list());
    },
    'DELETE /__local/faults': () => {
      faults.clear();
      return json(200, []);
    },
    'GET /__local/calls': () => json(200, calls.report()),
    'DELETE /__local/calls': () => {
      calls.reset();
      return json(200, calls.report());
    },
  };
  return (request) => {
    if (!isFromHere(request, parts.port())) return json(403, { message: FOREIGN });
    const act = acts[`${request.method} ${request.path}`];
    if (act === undefined)
      return json(404, { message: `The laptop cloud has no ${request.method} ${request.path}.` });
    try {
      return act(request);
    } catch (error) {
      return json(400, { message: error instanceof Error ? error.message : String(error) });
    }
  };
}

const FOREIGN = 'Control calls are answered only for 127.0.0.1 or localhost, and never for another origin.';

/** A page of another site may reach loopback by DNS rebinding (Host) or by a forged request (Origin). */
function isFromHere({ method, headers }: EdgeRequest, port: number): boolean {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (!hosts.includes(headers.host ?? '')) return false;
  const { origin } = headers;
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return false;
  // A cross-site page's plain GET carries no Origin; browsers mark it here.
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  // Following a link to the outbox shows it to the person, not to the page the link was on; the page forbids framing.
  return (
    method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  );
}

function parseBody({ body }: EdgeRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new Error('The body must be JSON.');
  }
}

const PRIVATE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function json(status: number, value: unknown): EdgeAnswer {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  return { status, headers: { ...PRIVATE, 'content-type': 'application/json' }, body };
}

function html(page: string): EdgeAnswer {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  const headers = {
    ...PRIVATE,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
  };
  return { status: 200, headers, body: Buffer.from(page) };
}
