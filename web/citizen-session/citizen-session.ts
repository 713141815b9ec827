import { signal } from '@preact/signals';
import type { LogInRequest, LogInView } from '../../lambdas/contracts/authenticator.ts';
import { type Call, call, RefusedCall } from '../api/call.ts';
import type { Device } from '../authenticator/device.ts';
import { deviceCall } from '../authenticator/device-call.ts';

/** The session that the cookie opens: `undefined` while it is being asked for, `null` when there is none. */
export const citizenSession = signal<LogInView | null | undefined>(undefined);

/** Why the code is asked for over what the person was doing: the session ended, or a step needs the code typed just now. */
export const codeWanted = signal<'ended' | 'fresh' | undefined>(undefined);

const SESSION = '/api/authenticator/session';

/** Asks whether this browser has a session. */
export async function readSession(): Promise<void> {
  try {
    citizenSession.value = await call<LogInView>('GET', SESSION);
  } catch (failure) {
    if (!(failure instanceof RefusedCall) || failure.problem.status !== 401) throw failure;
    citizenSession.value = null;
  }
}

export async function logIn(device: Device, pin: string): Promise<void> {
  const request: LogInRequest = { pin };
  citizenSession.value = await deviceCall<LogInView>(device, 'POST', '/api/authenticator/log-in', request);
  codeWanted.value = undefined;
}

export async function logOut(): Promise<void> {
  await call('DELETE', SESSION);
  citizenSession.value = null;
}

/**
 * `call` in the name of whoever is logged in. Where the session has ended, or is too old for the step, the code is asked for
 * over the page (nothing typed is lost) and the same call can then be made again.
 */
export async function citizenCall<T>(method: Call['method'], path: string, body?: unknown): Promise<T> {
  try {
    return await call<T>(method, path, body);
  } catch (failure) {
    const code = failure instanceof RefusedCall ? failure.problem.code : undefined;
    if (code === 'not-signed-in') codeWanted.value = 'ended';
    if (code === 'session-not-fresh') codeWanted.value = 'fresh';
    throw failure;
  }
}
