import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { Agent, request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NAME_PART } from '../../../../local/client-authority/certificate.ts';
import type { EdgeRequest } from '../../../../local/cloud/edge/http.ts';
import { toClientCert } from '../../../../local/cloud/edge/mutual-tls/client-cert.ts';
import {
  type MutualTlsHost,
  startMutualTlsHost,
} from '../../../../local/cloud/edge/mutual-tls/mutual-tls-host.ts';
import { readTrustStore } from '../../../../local/cloud/edge/mutual-tls/trust-store.ts';
import {
  selfSigned,
  type TestAuthority,
  type TestCertificate,
  testAuthority,
} from '../../../support/client-certificates.ts';
import { fetchOver } from '../../../support/mutual-tls.ts';

const authority = testAuthority('Clients');
const trustedAlone = selfSigned('trusted by itself');
const own = authority.issue('host', { use: 'server', addresses: ['127.0.0.1'] });
let host: MutualTlsHost;
let arrived: EdgeRequest[] = [];

beforeAll(async () => {
  host = await startMutualTlsHost({
    port: 0,
    key: own.key,
    certificate: own.pem,
    trustStore: `${authority.pem}\n${trustedAlone.pem}`,
    domainName: 'mtls.id.example',
    handle: async (request) => {
      arrived.push(request);
      return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from('served') };
    },
    warn: (line) => console.error(line),
  });
});
afterAll(() => host.close());

/** Status and body, or why the connection did not come about. */
async function call(certificate?: TestCertificate): Promise<string> {
  arrived = [];
  return await fetchOver(
    authority.pem,
    certificate,
  )(`${host.url}/oauth/token`).then(
    async (answer) => `${answer.status} ${await answer.text()}`,
    (error: NodeJS.ErrnoException) => error.code ?? error.message,
  );
}

const FORBIDDEN = '403 {"message":"Forbidden"}';

describe('the laptop’s host for mutual TLS, as API Gateway’s', () => {
  it('B9: a certificate of the trust store comes to the function', async () => {
    expect(await call(authority.issue('rp'))).toBe('200 served');
    expect(arrived[0]?.customDomain?.domainName).toBe('mtls.id.example');
  });

  it('B9: without a certificate there is no connection', async () => {
    expect(await call()).toMatch(/ECONNRESET|EPIPE|ERR_SSL/);
    expect(arrived).toEqual([]);
  });

  it.each([
    ['of another authority of the same name', () => testAuthority('Clients').issue('rp')],
    ['signed by itself', () => selfSigned('rp')],
    ['that ended', () => authority.issue('rp', { notAfter: new Date(Date.now() - 1000) })],
    ['of tomorrow', () => authority.issue('rp', { notBefore: new Date(Date.now() + 3_600_000) })],
    ['for servers', () => authority.issue('rp', { use: 'server' })],
    ['below one that is no authority', () => belowClient()],
  ])('B9: a certificate %s is answered 403, and no function sees it', async (_which, make) => {
    expect(await call(make())).toBe(FORBIDDEN);
    expect(arrived).toEqual([]);
  });

  it('B9: what stands between is shown by the client', async () => {
    const between = authority.below('Between');
    const client = between.issue('rp');
    expect(await call(chained(client, between))).toBe('200 served');
    expect(await call(client)).toBe(FORBIDDEN);
  });

  it('B9: RSA-2048 and P-256 at least', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const certificate = authority.issue('rp', { publicKey: rsa.publicKey });
    const key = rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(await call({ ...certificate, key })).toBe('200 served');
    const ed = generateKeyPairSync('ed25519');
    const edKey = ed.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    expect(await call({ ...authority.issue('rp', { publicKey: ed.publicKey }), key: edKey })).toBe(FORBIDDEN);
  });

  it('B9: a certificate that the trust store itself holds', async () => {
    expect(await call(trustedAlone)).toBe('200 served');
  });

  it('B9: a connection that is taken up again shows the same certificate', async () => {
    const { key, pem: cert, der } = authority.issue('rp');
    const agent = new Agent({ key, cert, ca: authority.pem, maxCachedSessions: 10, keepAlive: false });
    arrived = [];
    for (const _time of [1, 2, 3]) {
      await new Promise<void>((resolve, reject) => {
        const sent = httpsRequest(`${host.url}/oauth/token`, { agent, method: 'POST' }, async (answer) => {
          expect([answer.statusCode, await text(answer)]).toEqual([200, 'served']);
          resolve();
        });
        sent.once('error', reject).end();
      });
    }
    const pem = new X509Certificate(der).toString();
    expect(arrived.map(({ customDomain }) => customDomain?.clientCert.clientCertPem)).toEqual([
      pem,
      pem,
      pem,
    ]);
    agent.destroy();
  });

  it('B9: the members of clientCert in the forms of the developer guide', () => {
    const { commonName, country, organisation } = NAME_PART;
    const { der } = authority.issue(
      [
        [country, 'FR'],
        [organisation, 'Tax'],
        [commonName, 'rp'],
      ],
      { notBefore: new Date('2019-05-08T12:30:02Z'), notAfter: new Date('2041-08-05T09:36:04Z') },
    );
    const clientCert = toClientCert(new X509Certificate(der));
    expect(clientCert).toEqual({
      clientCertPem: expect.stringMatching(
        /^-----BEGIN CERTIFICATE-----\n[^-]+\n-----END CERTIFICATE-----\n$/,
      ),
      subjectDN: 'C=FR,O=Tax,CN=rp',
      issuerDN: 'CN=Clients',
      serialNumber: expect.stringMatching(/^40(:[0-9a-f]{2}){15}$/),
      validity: { notBefore: 'May  8 12:30:02 2019 GMT', notAfter: 'Aug  5 09:36:04 2041 GMT' },
    });
  });

  it('B9: a trust store that is none says so', () => {
    expect(() => readTrustStore('nothing')).toThrow('holds no certificate');
    const broken = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
    expect(() => readTrustStore(authority.pem + broken)).toThrow('Certificate 2');
  });
});

const chained = (certificate: TestCertificate, above: TestAuthority): TestCertificate => ({
  ...certificate,
  pem: `${certificate.pem}\n${above.pem}`,
});

/** Signed by a client's key, with the client's certificate shown beside. */
function belowClient(): TestCertificate {
  const client = authority.below('rp', 'client');
  return chained(client.issue('victim'), client);
}
