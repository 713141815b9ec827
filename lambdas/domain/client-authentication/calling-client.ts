import { type Parameters, parametersOf } from '../authorization-request/parameters.ts';
import type { Client, Clients } from '../client/client.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { formParameters } from '../form-parameters/form-parameters.ts';
import type { Replays } from '../replay/replays.ts';
import { authenticateClient } from './authenticate-client.ts';
import type { ClientCertificate } from './client-certificate.ts';
import { credentialsOf } from './credentials.ts';

export interface CallingClientDeps {
  readonly issuer: string;
  /** Where mutual TLS ends; empty: nowhere. */
  readonly mtlsOrigin: string;
  readonly clients: Clients;
  readonly clientKeys: ClientKeys;
  readonly replays: Replays;
}

interface FormRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
  readonly clientCertificate?: ClientCertificate;
  readonly now: Date;
}

/** A form post to an endpoint for clients: its parameters, and who proved to have sent them (RFC 6749 §2.3). */
export async function callingClient(
  request: FormRequest,
  deps: CallingClientDeps,
  { acceptsPublic }: { readonly acceptsPublic: boolean },
): Promise<{ readonly parameters: Parameters; readonly client: Client }> {
  const { path, headers, rawBody, clientCertificate, now } = request;
  const { issuer, mtlsOrigin } = deps;
  const parameters = parametersOf(formParameters(headers['content-type'], rawBody));
  const client = await authenticateClient(credentialsOf(headers.authorization, parameters), {
    ...deps,
    // RFC 7523 §3, CIBA Core §7.1: the issuer, the token endpoint, or the endpoint that was called, also by their aliases (RFC 8705 §5).
    audiences: [
      issuer,
      ...[issuer, mtlsOrigin || issuer].flatMap((at) => [`${at}/oauth/token`, `${at}${path}`]),
    ],
    acceptsPublic,
    clientCertificate,
    now,
  });
  return { parameters, client };
}
