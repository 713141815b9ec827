import { signal } from '@preact/signals';
import type { InferOutput } from 'valibot';
import type { OperatorView } from '../../lambdas/contracts/review.ts';
import { call, RefusedCall } from '../api/call.ts';

export type Operator = InferOutput<typeof OperatorView>;

/** Who is signed in: `undefined` while it is being asked, `null` when nobody is. */
export const operator = signal<Operator | null | undefined>(undefined);

const SESSION = '/api/review/session';
const isOver = (failure: unknown): boolean =>
  failure instanceof RefusedCall && failure.problem.status === 401;

/** Runs a call; a session that is over leads back to the sign-in page. */
export async function asOperator<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (failure) {
    if (isOver(failure)) operator.value = null;
    throw failure;
  }
}

export async function whoIsIt(): Promise<void> {
  try {
    operator.value = await call<Operator>('GET', SESSION);
  } catch (failure) {
    if (!isOver(failure)) throw failure;
    operator.value = null;
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  operator.value = await call<Operator>('POST', SESSION, { username, password });
}

export async function signOut(): Promise<void> {
  await call('DELETE', SESSION);
  operator.value = null;
}
