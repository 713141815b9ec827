import type { Sealer } from '../sealed-token/sealer.ts';
import type { LogoutRequest } from './logout-request.ts';

const LIFETIME_SECONDS = 600;

interface SealedLogout {
  readonly logout: LogoutRequest;
  /** The browser session that the person is asked about. */
  readonly session?: string;
  /** Epoch seconds. */
  readonly exp: number;
}

/** A checked request between two steps of one browser (purpose `logout`); it names the session once the person is asked. */
export const sealLogout = (
  logout: LogoutRequest,
  sealer: Sealer,
  now: Date,
  session?: { readonly id: string },
): string =>
  sealer.seal({
    logout,
    ...(session !== undefined && { session: session.id }),
    exp: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
  } satisfies SealedLogout);

export function openLogout(text: string, sealer: Sealer, now: Date): Omit<SealedLogout, 'exp'> | undefined {
  const sealed = sealer.open<SealedLogout>(text);
  return sealed !== undefined && sealed.exp * 1000 > now.getTime() ? sealed : undefined;
}
