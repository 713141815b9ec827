import type { JWTPayload } from 'jose';
import { CIBA_GRANT, type Client, grantTypesOf } from '../client/client.ts';
import { parseJws } from '../jws/jws.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';

/** Whom an ID token is about, as nobody but us can read it, and for which client it was made. */
interface SealedPersonHint {
  readonly account: string;
  readonly client: string;
}

/**
 * The `jti` (RFC 7519 §4.1.7) of ID tokens of clients that may ask without a browser: a sealed text (purpose `person-hint`), another one
 * each time, which leads from the token back to the person. Their pairwise `sub` does not: it is made by a one-way function.
 */
export async function personHintFor(
  client: Client,
  account: string,
  sealers: TokenSealers,
): Promise<{ readonly jti?: string }> {
  if (!grantTypesOf(client).includes(CIBA_GRANT)) return {};
  const hint: SealedPersonHint = { account, client: client.client_id };
  return { jti: (await sealers('person-hint')).seal(hint) };
}

/**
 * The account behind an ID token of this client (CIBA Core §7.1 `id_token_hint`), however old. The seal proves that it is ours: the key
 * that signed it may have been retired for months. Undefined for every other text.
 */
export async function personBehind(
  idToken: string,
  client: Client,
  sealers: TokenSealers,
): Promise<string | undefined> {
  const { jti }: JWTPayload = parseJws(idToken)?.payload ?? {};
  if (typeof jti !== 'string') return undefined;
  const hint = (await sealers('person-hint')).open<SealedPersonHint>(jti);
  return hint?.client === client.client_id ? hint.account : undefined;
}
