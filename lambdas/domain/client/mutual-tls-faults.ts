import type { Client } from './client.ts';

/** Where mutual TLS ends; empty: nowhere. */
export interface MutualTlsPlace {
  readonly mtlsOrigin: string;
}

/** A client that needs a certificate could do nothing where none can be shown: it is told at registration, not at its first sign-in. */
export function mutualTlsFaults(client: Client, { mtlsOrigin }: MutualTlsPlace): readonly string[] {
  if (mtlsOrigin !== '') return [];
  return [
    ...(client.token_endpoint_auth_method === 'tls_client_auth'
      ? ['token_endpoint_auth_method: tls_client_auth']
      : []),
    ...(client.tls_client_certificate_bound_access_tokens === true
      ? ['tls_client_certificate_bound_access_tokens']
      : []),
  ].map((member) => `${member} needs a host for mutual TLS, which this deployment has not (RFC 8705 §5).`);
}
