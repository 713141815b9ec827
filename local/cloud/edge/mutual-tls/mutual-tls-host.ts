import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type EdgeAnswer, type EdgeRequest, jsonMessage } from '../http.ts';
import { serveEdge } from '../server.ts';
import { toClientCert } from './client-cert.ts';
import { isStrong, readTrustStore } from './trust-store.ts';

/** What a host for mutual TLS is made of. */
export interface MutualTlsHostParts {
  /** 0 for any free one. */
  readonly port: number;
  /** The host's own key and certificate, PEM. */
  readonly key: string;
  readonly certificate: string;
  /** PEM of the authorities whose clients may come. */
  readonly trustStore: string;
  /** The address by which clients know the host, without a port of its own: `mtls.id.example.org`. */
  readonly domainName: string;
  handle(request: EdgeRequest): Promise<EdgeAnswer>;
  warn(line: string): void;
}

export interface MutualTlsHost {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/**
 * A custom domain of API Gateway with mutual TLS, on loopback: TLS 1.2 at least; a connection without a certificate ends in the handshake, one
 * with a certificate that the trust store does not vouch for gets 403, and of any other the function learns the certificate.
 */
export async function startMutualTlsHost(parts: MutualTlsHostParts): Promise<MutualTlsHost> {
  const { key, certificate: cert, trustStore, domainName, handle, warn } = parts;
  const authorities = readTrustStore(trustStore).map(String);
  const serve = serveEdge((request, message) => {
    const socket = message.socket as TLSSocket;
    const shown = socket.getPeerX509Certificate();
    if (shown === undefined || !socket.authorized || !isStrong(shown)) {
      return jsonMessage(403, 'Forbidden');
    }
    return handle({ ...request, customDomain: { domainName, clientCert: toClientCert(shown) } });
  }, warn);
  const server = createServer(
    { key, cert, ca: authorities, requestCert: true, rejectUnauthorized: false, minVersion: 'TLSv1.2' },
    (message, response) => void serve(message, response),
  );
  server.on('secureConnection', (socket: TLSSocket) => {
    if (socket.getPeerX509Certificate() === undefined) socket.destroy();
  });
  server.on('tlsClientError', () => undefined); // a connection that did not come about is its client's affair
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(parts.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `https://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
