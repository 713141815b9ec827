import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchange } from '../../../../lambdas/adapters/aws/small-client/exchange.ts';
import { hasOpenssl, openssl } from '../../../support/openssl.ts';

describe.skipIf(!hasOpenssl)('B1: over TLS', () => {
  let [port, asked, cert] = [0, 0, ''];
  let server: ReturnType<typeof createServer>;
  beforeAll(async () => {
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
    const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
    const { file } = openssl(['req', '-x509', ...made, ...named, '-keyout', 'key.pem', '-out', 'cert.pem']);
    cert = file('cert.pem').toString();
    server = createServer({ key: file('key.pem'), cert }, (_request, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const limits = { connectionTimeout: 2000, requestTimeout: 2000 };
  const ask = (host: string) => exchange(new URL(`https://${host}:${port}`), { host }, '{}', limits);

  it('B1: nothing is said to a server whose certificate nobody vouches for', async () => {
    await expect(ask('localhost')).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(asked).toBe(0);
  });

  it('B1: the certificate must be of the host that was asked; then it serves request after request', async () => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, cert]);
    try {
      await expect(ask('127.0.0.1')).rejects.toMatchObject({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
      expect(asked).toBe(0);
      expect((await ask('localhost')).status).toBe(200);
      expect((await ask('localhost')).body.toString()).toBe('{}');
    } finally {
      setDefaultCACertificates(before);
    }
  });
});
