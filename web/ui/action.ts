import { useRef, useState } from 'preact/hooks';
import type { Problem } from '../../lambdas/contracts/problem.ts';
import { ConnectionFailure, RefusedCall } from '../api/call.ts';

export interface Action<Input> {
  /** Starts the work, unless it is already under way (no double submit). */
  readonly run: (input: Input) => void;
  /** The same work with the same entries. */
  readonly again: () => void;
  readonly busy: boolean;
  readonly failure: Error | undefined;
  readonly fail: (failure: Error | undefined) => void;
}

/** One thing the person does: its work, whether it is under way, and why it failed. Nothing typed is lost. */
export function useAction<Input = void>(work: (input: Input) => Promise<void>): Action<Input> {
  const [busy, setBusy] = useState(false);
  const [failure, fail] = useState<Error>();
  const underWay = useRef(false);
  const last = useRef<{ readonly input: Input }>(undefined);
  const current = useRef(work);
  current.current = work;

  const run = (input: Input): void => {
    if (underWay.current) return;
    underWay.current = true;
    last.current = { input };
    setBusy(true);
    fail(undefined);
    current
      .current(input)
      .catch((error: unknown) => fail(error instanceof Error ? error : new Error(String(error))))
      .finally(() => {
        underWay.current = false;
        setBusy(false);
      });
  };
  const again = (): void => {
    if (last.current) run(last.current.input);
  };
  return { run, again, busy, failure, fail };
}

/** The problem behind a failure, where the server gave one. */
export const problemOf = (failure: Error | undefined): Problem | undefined =>
  failure instanceof RefusedCall ? failure.problem : undefined;

/**
 * Worth trying again with the same entries: no answer, the server in trouble, or too many at once. Never after a
 * wrong code: the same one would only use up a try.
 */
export function isPassing(failure: Error): boolean {
  const status = problemOf(failure)?.status ?? 0;
  return failure instanceof ConnectionFailure || status >= 500 || status === 429;
}

/** The app itself refuses what was typed, before any call, in the shape the server would use. */
export const invalid = (fields: readonly { field: string; code: string }[]): RefusedCall =>
  new RefusedCall({
    type: 'about:blank',
    title: 'Please check your answers',
    status: 400,
    code: 'invalid',
    detail: 'Some answers are missing or not possible.',
    fields: [...fields],
  });

/** The code of what is wrong with one field, if anything. */
export const fieldCode = (failure: Error | undefined, field: string): string | undefined =>
  problemOf(failure)?.fields?.find((wrong) => wrong.field === field)?.code;
