import { randomBytes } from 'node:crypto';
import { AwsError } from '../service.ts';
import { StateFailure } from './failure.ts';
import type { Journal } from './journal.ts';
import { isObject, type Json } from './json.ts';

/** Task tokens: given out by `.waitForTaskToken`, settled once through the API, kept across restarts. */
export interface TaskTokens {
  /** A new token, not yet in the journal. */
  create(): string;
  /** Resolves to the output sent with SendTaskSuccess; rejects with the failure sent. */
  settled(token: string, signal: AbortSignal): Promise<Json>;
  succeed(token: string, output: string): void;
  fail(token: string, error: string, cause: string): void;
  beat(token: string, at: number): void;
}

const TOKEN = /^[A-Za-z0-9_-]{86}$/;

/** Tokens over the journal; waiters are woken in this process. */
export function createTaskTokens(journal: Journal): TaskTokens {
  const waiters = new Map<string, () => void>();

  function settle(token: string, outcome: Json): void {
    requireKnown(journal, token);
    if (!journal.settleToken(token, JSON.stringify(outcome))) throw timedOut();
    waiters.get(token)?.();
  }

  return {
    create: () => randomBytes(64).toString('base64url'),
    succeed(token, output) {
      settle(token, { output: parseOutput(output) });
    },
    fail(token, error, cause) {
      settle(token, { error, cause });
    },
    beat(token, at) {
      requireKnown(journal, token);
      if (!journal.beat(token, at)) throw timedOut();
    },
    async settled(token, signal) {
      while (journal.token(token)?.outcome == null) {
        await new Promise<void>((resolve, reject) => {
          if (signal.aborted) return reject(signal.reason);
          const cancel = () => reject(signal.reason);
          signal.addEventListener('abort', cancel, { once: true });
          waiters.set(token, () => {
            signal.removeEventListener('abort', cancel);
            resolve();
          });
        }).finally(() => waiters.delete(token));
      }
      return outcomeOf(JSON.parse(journal.token(token)?.outcome ?? 'null') as Json);
    },
  };
}

function outcomeOf(outcome: Json): Json {
  if (!isObject(outcome))
    throw new StateFailure('States.Runtime', 'The journal holds no outcome of the task.');
  if (outcome.output !== undefined) return outcome.output;
  throw new StateFailure(String(outcome.error), String(outcome.cause));
}

function requireKnown(journal: Journal, token: string): void {
  if (TOKEN.test(token) && journal.token(token) !== undefined) return;
  throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
}

function timedOut(): AwsError {
  return new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
}

function parseOutput(output: string): Json {
  try {
    return JSON.parse(output) as Json;
  } catch {
    throw new AwsError('InvalidOutput', "Invalid Output: 'The output is not valid JSON'");
  }
}
