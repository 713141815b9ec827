import { OCSPResponse } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCertificateList } from '../../lambdas/domain/revocation-list/read-certificate-list.ts';
import { until } from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { hasOpenssl, openssl, pem } from '../support/openssl.ts';

/** OCSP by GET, time-stamps and the CRLs’ hours on the laptop cloud, through its edge and with its grants. */

let guichet: RunningGuichet;
beforeAll(async () => {
  guichet = await startGuichet();
}, 180_000);
afterAll(() => guichet.stop());

const bytesAt = async (path: string, init?: RequestInit) => {
  const response = await fetch(guichet.origin + path, init);
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};
const certificate = async (name: string) => pem('CERTIFICATE', (await bytesAt(`/pki/${name}.cer`)).bytes);
const list = async () => readCertificateList((await bytesAt('/pki/crl/seal/0.crl')).bytes);

describe.skipIf(!hasOpenssl)('status over the edge', () => {
  it('C6: OCSP by GET, base64 bare or percent-encoded', async () => {
    const files = { 'ca.pem': await certificate('seal'), 'c.pem': await certificate('time-stamping') };
    const ask = () =>
      openssl(['ocsp', '-issuer', 'ca.pem', '-cert', 'c.pem', '-nonce', '-reqout', 'q'], files).file('q');
    const requests = Array.from({ length: 60 }, ask).map((request) => request.toString('base64'));
    // With both signs that a path and a gateway may treat as their own, but none that a web client would fold away.
    const text =
      requests.find((each) => each.includes('+') && each.includes('/') && !each.includes('//')) ?? '';
    for (const path of [text, encodeURIComponent(text)]) {
      const { response, bytes } = await bytesAt(`/ocsp/${path}`);
      expect(response.headers.get('content-type')).toBe('application/ocsp-response');
      const all = {
        ...files,
        r: bytes,
        q: Buffer.from(text, 'base64'),
        'root.pem': await certificate('root'),
      };
      const verdict = openssl(
        ['ocsp', '-reqin', 'q', '-respin', 'r', '-CAfile', 'root.pem', '-verify_other', 'ca.pem', '-text'],
        all,
      );
      expect(verdict.text).toContain('Response verify OK');
      expect(verdict.text).toContain('Cert Status: unknown'); // a service certificate: CRL alone
    }
    const { bytes } = await bytesAt('/ocsp/garbage');
    expect(AsnConvert.parse(bytes, OCSPResponse).responseStatus).toBe(1);
  });

  it('D3: a time-stamp over HTTP', async () => {
    const query = openssl(['ts', '-query', '-data', 'f', '-sha256', '-cert', '-out', 'q'], { f: 'x' }).file(
      'q',
    );
    const { response, bytes } = await bytesAt('/tsa', {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(query),
    });
    expect(response.headers.get('content-type')).toBe('application/timestamp-reply');
    const files = { q: query, r: bytes, 'root.pem': await certificate('root') };
    const verdict = openssl(['ts', '-verify', '-queryfile', 'q', '-in', 'r', '-CAfile', 'root.pem'], files);
    expect(verdict.text).toContain('Verification: OK');
  });

  it('C6: a CRL is never older than a day: made anew in time, as the hours pass', {
    timeout: 120_000,
  }, async () => {
    const { response } = await bytesAt('/pki/crl/seal/0.crl');
    expect(response.headers.get('cache-control')).toContain('no-cache');
    const first = await list();
    expect(+first.nextUpdate - +first.thisUpdate).toBeLessThanOrEqual(24 * 3_600_000);
    await guichet.advance(13 * 3600);
    const second = await until('the next CRL', 60_000, async () => {
      const now = await list();
      return now.number > first.number ? now : undefined;
    });
    expect(+second.thisUpdate - +first.thisUpdate).toBeGreaterThanOrEqual(12 * 3_600_000);
  });
});
