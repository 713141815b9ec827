import { bearerTokenOf } from '../bearer-token/bearer-token.ts';
import { type Client, type Clients, grantTypesOf } from '../client/client.ts';
import { InsufficientScope } from '../oauth-error/insufficient-scope.ts';
import { InvalidToken } from '../oauth-error/invalid-token.ts';
import type { Organisation, Organisations } from '../organisation/organisation.ts';
import { hashSecret } from '../secret-hash.ts';
import type { OrganisationTokens } from './organisation-token.ts';

/** A system that acts for an organisation, proved by its access token. */
export interface CallingOrganisation {
  readonly client: Client;
  readonly organisationId: string;
  readonly organisation: Organisation;
}

/**
 * RFC 6750 §2, §3.1: a good token with the scope, of a client and an organisation that may still act: a blocked client or a
 * suspended organisation is shut out at once, not when its token ends.
 */
export async function requireOrganisation(
  request: Parameters<typeof bearerTokenOf>[0] & { readonly now: Date },
  deps: {
    readonly organisationTokens: OrganisationTokens;
    readonly clients: Clients;
    readonly organisations: Organisations;
  },
): Promise<CallingOrganisation> {
  const token = await deps.organisationTokens.find(hashSecret(bearerTokenOf(request)), request.now);
  if (token === undefined) throw new InvalidToken('The access token is unknown, expired or revoked.');
  const { organisationId } = token;
  if (!token.scopes.includes('letters') || organisationId === undefined)
    throw new InsufficientScope('letters');
  const [client, organisation] = await Promise.all([
    deps.clients.find(token.clientId),
    deps.organisations.find(organisationId),
  ]);
  if (client === undefined || !mayActFor(client, organisationId)) {
    throw new InvalidToken('The client may no longer act for this organisation.');
  }
  if (organisation?.status !== 'active') throw new InvalidToken('The organisation is not admitted.');
  return { client, organisationId, organisation };
}

const mayActFor = (client: Client, organisationId: string): boolean =>
  client.status === 'active' &&
  client.organisation_id === organisationId &&
  grantTypesOf(client).includes('client_credentials');
