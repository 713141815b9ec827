import { bearerTokenOf } from '../bearer-token/bearer-token.ts';
import type { TokenRequest } from '../bearer-token/presented-token.ts';
import { type Client, type Clients, grantTypesOf } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import { InsufficientScope } from '../oauth-error/insufficient-scope.ts';
import { InvalidToken } from '../oauth-error/invalid-token.ts';
import type { OrganisationTokens } from '../organisation-token/organisation-token.ts';
import { hashSecret } from '../secret-hash.ts';
import type { SignalStream, SignalStreams } from './signal-stream.ts';

export interface ReceiverDeps {
  readonly organisationTokens: Pick<OrganisationTokens, 'find'>;
  readonly clients: Clients;
  readonly streams: SignalStreams;
}

type ReceiverRequest = TokenRequest & { readonly now: Date };

/** SSF §8: a client by its own access token (`client_credentials`, scope `ssf.manage`); a blocked one is shut out at once. */
export async function requireReceiver(request: ReceiverRequest, deps: ReceiverDeps): Promise<Client> {
  const token = await deps.organisationTokens.find(hashSecret(bearerTokenOf(request)), request.now);
  if (token === undefined) throw new InvalidToken('The access token is unknown, expired or revoked.');
  if (!token.scopes.includes('ssf.manage')) throw new InsufficientScope('ssf.manage');
  const client = await deps.clients.find(token.clientId);
  const mayStill =
    client?.status === 'active' &&
    grantTypesOf(client).includes('client_credentials') &&
    client.scope.split(' ').includes('ssf.manage');
  if (!mayStill) throw new InvalidToken('The client may no longer manage streams.');
  return client;
}

/** Another client's stream is not told apart from none. */
export async function requireStream(
  client: Client,
  streamId: string | null | undefined,
  streams: SignalStreams,
): Promise<SignalStream> {
  const stream = await streams.find(client.client_id);
  if (stream === undefined || stream.streamId !== streamId) throw noSuchStream();
  return stream;
}

export const noSuchStream = (): Refusal =>
  new Refusal('not-found', 'no-such-stream', 'There is no stream with this stream_id for this client.');
