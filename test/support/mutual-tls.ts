import { request as httpsRequest, type RequestOptions } from 'node:https';
import { buffer } from 'node:stream/consumers';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { ROUTES } from '../../lambdas/routes.ts';
import { NAME_PART } from '../../local/client-authority/certificate.ts';
import { toAnswer } from '../../local/cloud/edge/api/answer.ts';
import { toEvent } from '../../local/cloud/edge/api/event.ts';
import { matchRoute } from '../../local/cloud/edge/api/routes.ts';
import type { EdgeAnswer, EdgeRequest } from '../../local/cloud/edge/http.ts';
import { startMutualTlsHost } from '../../local/cloud/edge/mutual-tls/mutual-tls-host.ts';
import { type TestAuthority, type TestCertificate, testAuthority } from './client-certificates.ts';
import type { Handler } from './sign-in.ts';

/** The laptop's host for mutual TLS in front of handlers, and the authority it trusts for clients and for itself. */
export interface TestMutualTls {
  readonly origin: string;
  readonly authority: TestAuthority;
  /** `fetch` with this certificate, or none; a new connection each time. */
  fetchWith(certificate?: TestCertificate): typeof fetch;
  stop(): void;
}

const API = {
  account: '000000000000',
  apiId: 'api',
  domainName: 'api.execute-api.eu-west-1.amazonaws.com',
  stage: '$default',
};

export async function startTestMutualTls(invoke: Handler): Promise<TestMutualTls> {
  const authority = testAuthority('Authority of tests');
  const own = authority.issue([[NAME_PART.commonName, '127.0.0.1']], {
    use: 'server',
    addresses: ['127.0.0.1'],
  });
  const host = await startMutualTlsHost({
    port: 0,
    key: own.key,
    certificate: own.pem,
    trustStore: authority.pem,
    domainName: 'mtls.id.example',
    handle: (request) => answer(request, invoke),
    warn: (line) => console.error(line),
  });
  return {
    origin: host.url,
    authority,
    fetchWith: (certificate) => fetchOver(authority.pem, certificate),
    stop: () => void host.close(),
  };
}

const ROUTE_LIST = ROUTES.map(({ method, path }) => ({
  key: `${method} ${path}`,
  method,
  segments: path.split('/').slice(1),
  functionArn: '',
  timeoutMilliseconds: 30_000,
}));

/** What the HTTP API does with a request on its custom domain. */
async function answer(request: EdgeRequest, invoke: Handler): Promise<EdgeAnswer> {
  const match = matchRoute(ROUTE_LIST, request.method, request.path);
  if (match === undefined) return { status: 404, headers: {}, body: Buffer.from('{"message":"Not Found"}') };
  const place = { ...API, domainName: request.customDomain?.domainName ?? API.domainName, now: Date.now() };
  return toAnswer(await invoke(toEvent(request, match, place) as unknown as APIGatewayProxyEventV2));
}

/** `fetch` of Node cannot show a certificate without another package; this one is made of node:https. Plain http goes its usual way. */
export const fetchOver =
  (ca: string, certificate?: TestCertificate): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init);
    if (request.url.startsWith('http:')) return await fetch(request);
    const tls = {
      ca,
      agent: false,
      ...(certificate && { key: certificate.key, cert: certificate.pem }),
    } as const;
    return await send(request, {
      ...tls,
      method: request.method,
      headers: Object.fromEntries(request.headers),
    });
  };

function send(request: Request, options: RequestOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(request.url, options, async (message) => {
      const headers = new Headers();
      for (const [name, value] of Object.entries(message.headersDistinct))
        for (const each of value ?? []) headers.append(name, each);
      const body = await buffer(message);
      const status = message.statusCode ?? 0;
      resolve(new Response(status === 204 ? null : Uint8Array.from(body), { status, headers }));
    });
    sent.once('error', reject);
    request.arrayBuffer().then((body) => sent.end(Buffer.from(body)), reject);
  });
}
