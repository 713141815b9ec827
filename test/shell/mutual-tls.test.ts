import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { httpFunction, MTLS_PATHS, plain } from '../../lambdas/shell/http-function.ts';
import { testAuthority } from '../support/client-certificates.ts';

const DER = Buffer.from(testAuthority('Authority').issue('rp').der);
const PEM = `-----BEGIN CERTIFICATE-----\n${DER.toString('base64')}\n-----END CERTIFICATE-----`;

let handler: ReturnType<typeof httpFunction>;
beforeAll(() => {
  process.env.ORIGIN_SECRET = 'only CloudFront knows';
  const story = plain(async ({ clientCertificate: shown, sourceIp }) => ({
    body: {
      ...(shown && { clientCertificate: { ...shown, der: Buffer.from(shown.der).toString('base64') } }),
      sourceIp,
    },
  }));
  handler = httpFunction({
    'POST /oauth/token': story,
    'GET /oauth/authorize': story,
    'POST /api/thing': story,
  });
});
afterAll(() => {
  delete process.env.ORIGIN_SECRET;
});

async function send(routeKey: string, authentication: object | null, headers: Record<string, string> = {}) {
  const [method, path] = routeKey.split(' ');
  const event = {
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers,
    requestContext: { requestId: 'r', http: { method, path, sourceIp: '192.0.2.1' }, authentication },
  } as unknown as APIGatewayProxyEventV2;
  const { statusCode, body } = await handler(event);
  return { status: statusCode, body: JSON.parse(body ?? '{}') };
}

const certified = { clientCert: { clientCertPem: PEM, subjectDN: 'whatever a gateway writes' } };

describe('RFC 8705: the host for mutual TLS', () => {
  it('B1: RFC 8705 §3.1: the certificate that API Gateway verified comes with its thumbprint', async () => {
    const { status, body } = await send('POST /oauth/token', certified);
    expect(status).toBe(200);
    const thumbprint = createHash('sha256').update(DER).digest('base64url');
    expect(body.clientCertificate).toEqual({ thumbprint, der: DER.toString('base64') });
  });

  it('X2: there nobody else says where a request comes from', async () => {
    const { body } = await send('POST /oauth/token', certified, { 'x-viewer-address': '198.51.100.9' });
    expect(body.sourceIp).toBe('192.0.2.1');
  });

  it.each([
    ['no certificate at all', 'POST /oauth/token', null],
    ['a certificate that only a header claims', 'POST /oauth/token', {}],
    ['a page for people', 'GET /oauth/authorize', certified],
    ['the API of our own pages', 'POST /api/thing', certified],
  ])('X2: past CloudFront nothing is answered to %s', async (_who, route, authentication) => {
    const headers = { 'x-client-cert': PEM, 'x-amzn-mtls-clientcert': PEM };
    expect((await send(route, authentication, headers)).status).toBe(403);
  });

  it('X2: through CloudFront there is no certificate, whatever a header says', async () => {
    const { status, body } = await send('POST /oauth/token', null, {
      'x-origin-secret': 'only CloudFront knows',
      'x-client-cert': PEM,
    });
    expect(status).toBe(200);
    expect(body.clientCertificate).toBeUndefined();
  });

  it('B1: it serves what relying parties’ systems call, and nothing else', () => {
    expect([...MTLS_PATHS].sort()).toEqual(
      ['backchannel-authentication', 'introspect', 'par', 'revoke', 'token', 'userinfo'].map(
        (name) => `/oauth/${name}`,
      ),
    );
  });
});
