import { bearerTokenOf } from '../bearer-token/bearer-token.ts';
import { InvalidToken } from '../oauth-error/invalid-token.ts';
import type { Sealer } from '../sealed-token/sealer.ts';
import { hashSecret } from '../secret-hash.ts';
import type { ClientRegistrations, Registration } from './registration.ts';

/** What an initial access token says, sealed (RFC 7591 §1.2): for whom clients may be registered. */
interface SealedRegistrationToken {
  readonly owner: string;
  /** Epoch seconds. */
  readonly exp: number;
}

const LIFETIME_SECONDS = 86_400;

export function issueRegistrationToken(
  owner: string,
  now: Date,
  sealer: Sealer,
): { readonly token: string; readonly expiresAt: Date } {
  const exp = Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS;
  const sealed: SealedRegistrationToken = { owner, exp };
  return { token: sealer.seal(sealed), expiresAt: new Date(exp * 1000) };
}

type Request = Parameters<typeof bearerTokenOf>[0] & { readonly now: Date };

/** For whom the bearer may register. @throws MissingToken, InvalidToken */
export function requireRegistrationToken(request: Request, sealer: Sealer): string {
  const sealed = sealer.open<SealedRegistrationToken>(bearerTokenOf(request));
  if (sealed !== undefined && sealed.exp * 1000 > request.now.getTime()) return sealed.owner;
  throw new InvalidToken('The initial access token is not one of ours, or has expired.');
}

/**
 * The client whose registration access token is shown (RFC 7592 §2); no client, another's and a wrong token are one answer.
 * @throws MissingToken, InvalidToken
 */
export async function requireRegisteredClient(
  request: Request & { readonly params: Readonly<Record<string, string>> },
  registrations: Pick<ClientRegistrations, 'find'>,
): Promise<{ readonly registration: Registration; readonly token: string }> {
  const token = bearerTokenOf(request);
  const registration = await registrations.find(request.params.client ?? '');
  if (registration?.registration_token_hash === hashSecret(token)) return { registration, token };
  throw new InvalidToken('The registration access token is not one of this client.');
}
