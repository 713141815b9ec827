import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { clientCertificateOf } from './client-certificate.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';

/** An API Gateway HTTP API event (payload format 2.0) as our request; the body is still bytes. */
export function toRequest(event: APIGatewayProxyEventV2, now: Date): HttpRequest {
  const clientCertificate = clientCertificateOf(event);
  return {
    method: event.requestContext.http.method,
    path: event.rawPath,
    params: decodeParams(event.pathParameters),
    query: new URLSearchParams(event.rawQueryString),
    headers: lowerCaseNames(event.headers),
    cookies: parseCookies(event.cookies ?? []),
    body: undefined,
    rawBody:
      event.body === undefined
        ? new Uint8Array()
        : Buffer.from(event.body, event.isBase64Encoded ? 'base64' : 'utf8'),
    sourceIp: clientCertificate === undefined ? viewerAddress(event) : event.requestContext.http.sourceIp,
    ...(clientCertificate && { clientCertificate }),
    requestId: event.requestContext.requestId,
    now,
  };
}

export function toResult(response: HttpResponse): APIGatewayProxyStructuredResultV2 {
  const { status, cookies, body } = response;
  const headers: Record<string, string> = { 'cache-control': 'no-store', ...response.headers };
  if (body !== undefined) headers['content-type'] ??= typeOf(body);
  return {
    statusCode: status ?? (body === undefined ? 204 : 200),
    headers,
    ...(cookies && { cookies: [...cookies] }),
    ...(body !== undefined && toWire(body)),
  };
}

type Body = NonNullable<HttpResponse['body']>;

function typeOf(body: Body): string {
  if (typeof body === 'string') return 'text/plain; charset=utf-8';
  return body instanceof Uint8Array ? 'application/octet-stream' : 'application/json';
}

function toWire(body: Body): { body: string; isBase64Encoded?: true } {
  if (typeof body === 'string') return { body };
  if (!(body instanceof Uint8Array)) return { body: JSON.stringify(body) };
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  return { body: bytes.toString('base64'), isBase64Encoded: true };
}

/** CloudFront names the viewer (lib/edge/viewer-address.js, over whatever was claimed); the socket's address is an edge's. */
function viewerAddress(event: APIGatewayProxyEventV2): string {
  return event.headers['x-viewer-address'] ?? event.requestContext.http.sourceIp;
}

function decodeParams(params: Record<string, string | undefined> | undefined): Record<string, string> {
  const decoded: Record<string, string> = {};
  for (const [name, value] of Object.entries(params ?? {})) decoded[name] = safeDecode(value ?? '');
  return decoded;
}

function safeDecode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function lowerCaseNames(headers: Record<string, string | undefined>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) lower[name.toLowerCase()] = value;
  return lower;
}

function parseCookies(lines: readonly string[]): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const line of lines.flatMap((cookie) => cookie.split(';'))) {
    const at = line.indexOf('=');
    if (at > 0) cookies[line.slice(0, at).trim()] ??= line.slice(at + 1).trim();
  }
  return cookies;
}
