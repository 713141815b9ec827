// openid-client over mutual TLS (RFC 8705), with Node's own https
import { request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import * as client from 'openid-client';

/** The configuration of a client that authenticates by `key` and `certificate`; `authority`: only where the host's own is not a public one. */
export function byCertificate(issuer, clientId, { key, certificate, authority }) {
  return client.discovery(
    new URL(issuer),
    clientId,
    { use_mtls_endpoint_aliases: true },
    client.TlsClientAuth(),
    {
      [client.customFetch]: (url, options) =>
        url.startsWith('https:')
          ? send(url, options, { key, cert: certificate, ca: authority })
          : fetch(url, options),
      execute: issuer.startsWith('http:') ? [client.allowInsecureRequests] : [], // plain http: the laptop only
    },
  );
}

function send(url, { method, headers, body, signal }, tls) {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, { method, headers, signal, ...tls }, async (answer) => {
      const bytes = await buffer(answer);
      resolve(
        new Response(bytes.length > 0 ? bytes : null, { status: answer.statusCode, headers: answer.headers }),
      );
    });
    request.once('error', reject).end(body?.toString());
  });
}
