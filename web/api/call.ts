import type { Problem } from '../../lambdas/contracts/problem.ts';

/** The call never got an answer: nothing was refused, and trying again is safe to offer. */
export class ConnectionFailure extends Error {
  override readonly name = 'ConnectionFailure';
}

/** The server refused, with the reason in `problem`. */
export class RefusedCall extends Error {
  override readonly name = 'RefusedCall';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

let offset = 0;
/** The server's clock as far as its answers told it (ms): a phone whose clock is wrong still proves in time. */
export const serverNow = (): number => Date.now() + offset;

function learnTime(answer: Response): void {
  const told = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(told)) return;
  const difference = told - Date.now();
  if (Math.abs(difference - offset) > 2000) offset = difference;
}

const unknownProblem = (status: number): Problem => ({
  type: 'about:blank',
  title: 'Unexpected answer',
  status,
  code: status >= 500 ? 'server-error' : 'unexpected-answer',
  detail: 'Something went wrong on our side. Nothing you entered is lost. Please try again.',
});

async function problemOf(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const isProblem = typeof body === 'object' && body !== null && 'code' in body && 'detail' in body;
  return isProblem ? (body as Problem) : unknownProblem(answer.status);
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** The JSON text to send. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 35_000;

/** Sends one call and returns the JSON answer; throws `RefusedCall` or `ConnectionFailure`. */
export async function send<T>({ method, path, body, headers }: Call): Promise<T> {
  const init: RequestInit = { method, credentials: 'same-origin', signal: AbortSignal.timeout(TIMEOUT_MS) };
  init.headers = { accept: 'application/json', ...headers };
  if (body !== undefined) {
    init.body = body;
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  const answer = await fetch(path, init).catch((cause: unknown) => {
    throw new ConnectionFailure('No answer from the server.', { cause });
  });
  learnTime(answer);
  if (!answer.ok) throw new RefusedCall(await problemOf(answer));
  if (answer.status === 204) return undefined as T;
  return (await answer.json().catch((cause: unknown) => {
    throw new ConnectionFailure('The answer was cut off.', { cause });
  })) as T;
}

/** `send` with a value as JSON body. */
export const call = <T>(method: Call['method'], path: string, body?: unknown): Promise<T> =>
  send<T>(body === undefined ? { method, path } : { method, path, body: JSON.stringify(body) });
