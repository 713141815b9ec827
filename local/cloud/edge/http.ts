import type { ClientCert } from './mutual-tls/client-cert.ts';

/** A request on its way from the viewer to an origin. Header names in lower case. */
export interface EdgeRequest {
  readonly method: string;
  /** As sent, still percent-encoded. */
  readonly path: string;
  readonly rawQuery: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly viewer: { readonly ip: string; readonly port: number };
  /** Set where it came to a custom domain of the API itself, with mutual TLS, and past the distribution. */
  readonly customDomain?: { readonly domainName: string; readonly clientCert: ClientCert };
}

/** A complete answer; `set-cookie` is the header with several values. */
export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Buffer;
}

/** A short JSON answer as the AWS edges give it. */
export function jsonMessage(status: number, message: string): EdgeAnswer {
  const body = Buffer.from(JSON.stringify({ message }));
  return { status, headers: { 'content-type': 'application/json' }, body };
}
