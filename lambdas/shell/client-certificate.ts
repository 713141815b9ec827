import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ClientCertificate } from './http-message.ts';

/** Only set by API Gateway, on a custom domain with mutual TLS, after it verified the chain; no header can claim it. */
interface GatewayAuthentication {
  readonly authentication?: {
    readonly clientCert?: { readonly clientCertPem: string };
  } | null;
}

/**
 * The certificate of a connection with mutual TLS; undefined on every other. Names are read from the certificate itself: `subjectDN` beside it
 * is written in an order that AWS does not document, and is not RFC 4514's in what it shows.
 */
export function clientCertificateOf(event: APIGatewayProxyEventV2): ClientCertificate | undefined {
  const { authentication } = event.requestContext as GatewayAuthentication;
  const shown = authentication?.clientCert;
  if (shown === undefined) return undefined;
  const der = Buffer.from(shown.clientCertPem.replace(/-----[A-Z ]+-----/g, ''), 'base64');
  return { thumbprint: createHash('sha256').update(der).digest('base64url'), der };
}
