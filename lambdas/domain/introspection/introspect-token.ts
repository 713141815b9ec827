import type { Client, Clients } from '../client/client.ts';
import { isSandbox } from '../client/environment.ts';
import type { TokenBinding } from '../grant/grant.ts';
import { type GrantStandings, type LiveGrant, liveGrant } from '../grant/grant-standing.ts';
import type { OrganisationTokens } from '../organisation-token/organisation-token.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { SealedAccessToken, SealedRefreshToken } from '../sealed-token/tokens.ts';
import { hashSecret } from '../secret-hash.ts';
import { toConfirmation } from '../token-binding/token-binding.ts';

export interface IntrospectDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly sealers: TokenSealers;
  readonly standings: GrantStandings;
  readonly organisationTokens: OrganisationTokens;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** RFC 7662 §2.2; of a token that is no good, or not for the asker's eyes, nothing but that. */
export type Introspection =
  | { readonly active: false }
  | ({ readonly active: true } & Record<string, unknown>);

export const INACTIVE: Introspection = { active: false };

/** Who asks, and when. */
interface Asker {
  readonly client: Client;
  readonly now: Date;
}

/**
 * What a token is worth now. What it is shows in the seal it opens with, so `token_type_hint` is not needed (§2.1 lets it be
 * ignored), and who may ask is known before anything is read (§4): the client a token was issued to, and resource servers, these
 * for access tokens only. One read; the client of a token that a resource server shows is remembered.
 */
export async function introspectToken(
  text: string,
  asker: Asker,
  deps: IntrospectDeps,
): Promise<Introspection> {
  const access = (await deps.sealers('access-token')).open<SealedAccessToken>(text);
  if (access !== undefined) return await introspectAccess(access, asker, deps);
  const refresh = (await deps.sealers('refresh-token')).open<SealedRefreshToken>(text);
  if (refresh !== undefined) return await introspectRefresh(refresh, asker, deps);
  return await introspectOrganisation(text, asker, deps);
}

/**
 * A resource server is shown what clients of its own environment got, as long as they may be served: a test persona of the sandbox is
 * no person in production.
 */
async function mayAsk({ client }: Asker, ownerId: string, { clients }: IntrospectDeps): Promise<boolean> {
  if (client.client_id === ownerId) return true;
  if (client.resource_server !== true) return false;
  const owner = await clients.find(ownerId);
  return owner?.status === 'active' && isSandbox(owner) === isSandbox(client);
}

async function introspectAccess(
  token: SealedAccessToken,
  asker: Asker,
  deps: IntrospectDeps,
): Promise<Introspection> {
  if (token.exp * 1000 <= asker.now.getTime() || !(await mayAsk(asker, token.client, deps))) return INACTIVE;
  const live = liveGrant(await deps.standings.of(token), asker.client, asker.now);
  if (live === undefined || isSpent(token, live)) return INACTIVE;
  const { cnf, iat, exp } = token;
  return {
    ...(await describe(live, asker.client, token.scopes, deps)),
    token_type: cnf !== undefined && 'jkt' in cnf ? 'DPoP' : 'Bearer',
    iat,
    exp,
    ...confirmation(cnf),
  };
}

const isSpent = ({ once, iat }: SealedAccessToken, { grant }: LiveGrant): boolean =>
  once === true && iat <= (grant.spentIat ?? 0);

/** Only the number that is good now is active; asking about an older one is no use of it, and ends nothing. */
async function introspectRefresh(
  token: SealedRefreshToken,
  asker: Asker,
  deps: IntrospectDeps,
): Promise<Introspection> {
  if (asker.client.client_id !== token.client) return INACTIVE;
  const live = liveGrant(await deps.standings.of(token), asker.client, asker.now);
  if (live === undefined || live.grant.refreshCount !== token.count) return INACTIVE;
  return {
    ...(await describe(live, asker.client, undefined, deps)),
    exp: Math.floor(Date.parse(live.grant.validUntil) / 1000),
    ...confirmation(token.cnf),
  };
}

async function introspectOrganisation(
  text: string,
  asker: Asker,
  deps: IntrospectDeps,
): Promise<Introspection> {
  const token = await deps.organisationTokens.find(hashSecret(text), asker.now);
  if (token === undefined || !(await mayAsk(asker, token.clientId, deps))) return INACTIVE;
  return {
    active: true,
    iss: deps.issuer,
    client_id: token.clientId,
    scope: token.scopes.join(' '),
    token_type: 'Bearer',
    exp: Math.floor(Date.parse(token.validUntil) / 1000),
  };
}

/**
 * `sub` is the person as the asker knows them: pairwise for its own sector (OIDC Core §8.1), so that introspection tells a resource
 * server nothing by which it and the client could compare.
 */
async function describe(
  { grant, account }: LiveGrant,
  asker: Client,
  scopes: readonly string[] | undefined,
  { issuer, subjectSecret }: IntrospectDeps,
): Promise<{ readonly active: true } & Record<string, unknown>> {
  return {
    active: true,
    iss: issuer,
    client_id: grant.clientId,
    sub: pairwiseSubject(await subjectSecret(), sectorOfAsker(asker), account.id),
    scope: (scopes ?? grant.scopes).join(' '),
    acr: grant.acr,
    auth_time: grant.authTime,
  };
}

/** A resource server without any redirect URI is a sector of its own. */
const sectorOfAsker = (asker: Client): string =>
  asker.sector_identifier === undefined && asker.redirect_uris.length === 0
    ? asker.client_id
    : sectorOf(asker);

const confirmation = (cnf: TokenBinding | undefined): { cnf?: object } =>
  cnf === undefined ? {} : { cnf: toConfirmation(cnf) };
