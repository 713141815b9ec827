/** What an endpoint gets and gives: HTTP without a server, already parsed by the endpoint's contract. */

export interface HttpRequest<Body = undefined> {
  readonly method: string;
  readonly path: string;
  /** Parts of the path named in `routes.ts`, percent-decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The query, in order and with repetitions. */
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly body: Body;
  /** The body's bytes, for proofs over it. */
  readonly rawBody: Uint8Array;
  readonly sourceIp: string;
  /** Of a connection with mutual TLS (RFC 8705), whose chain the gateway verified; absent on every other. */
  readonly clientCertificate?: ClientCertificate;
  readonly requestId: string;
  /** The instant every rule of this request is judged at. */
  readonly now: Date;
}

export interface ClientCertificate {
  /** SHA-256 of its DER, base64url: `x5t#S256` (RFC 8705 §3.1). */
  readonly thumbprint: string;
  readonly der: Uint8Array;
}

export interface HttpResponse {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  /** An object is sent as JSON; a string and bytes as they are (give `content-type`). */
  readonly body?: object | string | Uint8Array;
}

export type Endpoint<Body, Deps> = (request: HttpRequest<Body>, deps: Deps) => Promise<HttpResponse>;
