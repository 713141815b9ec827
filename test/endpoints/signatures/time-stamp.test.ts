import { randomBytes } from 'node:crypto';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PKIStatus, TimeStampResp } from '@peculiar/asn1-tsp';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoSendQuotas } from '../../../lambdas/adapters/aws/dynamo-send-quotas.ts';
import { timeStampRequest } from '../../../lambdas/domain/cms-assembly/time-stamp-request.ts';
import { makeTimeStampToken } from '../../../lambdas/domain/time-stamp/time-stamp-token.ts';
import { type TimeStampDeps, timeStamp } from '../../../lambdas/endpoints/signatures/time-stamp.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { ARC, type TestPki, testPki } from '../../support/pki.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const policy = `${ARC}.1.5`;
const QUERY = timeStampRequest(new Uint8Array(32).fill(5), Uint8Array.from(randomBytes(8)));
const TYPE = 'application/timestamp-query';

let aws: TestAws;
let pki: TestPki;
let deps: TimeStampDeps;
beforeAll(async () => {
  [aws, pki] = await Promise.all([startAws(['send-quotas']), testPki(NOW)]);
  deps = {
    policy,
    perAddress: { limit: 5, windowSeconds: 3600 },
    quotas: dynamoSendQuotas('send-quotas'),
    makeToken: (request, now) =>
      makeTimeStampToken(request, now, {
        signer: pki.keys['time-stamping'],
        certificates: [pki.certificate('time-stamping'), pki.certificate('seal')],
        policy,
        randomness: { bytes: (n) => Uint8Array.from(randomBytes(n)) },
      }),
  };
});
afterAll(() => aws.stop());

let addresses = 0;
const newAddress = () => `198.51.100.${addresses++}`;

async function ask(
  rawBody: Uint8Array,
  sourceIp = newAddress(),
  type = TYPE,
  changes: Partial<TimeStampDeps> = {},
) {
  const request = {
    method: 'POST',
    path: '/tsa',
    params: {},
    query: new URLSearchParams(),
    headers: { 'content-type': type },
    cookies: {},
    body: undefined,
    rawBody,
    sourceIp,
    requestId: 'r',
    now: NOW,
  };
  const { status = 200, headers = {}, body } = await timeStamp(request, { ...deps, ...changes });
  if (!(body instanceof Uint8Array)) throw new Error('The answer is not bytes.');
  return { status, headers, body, answer: AsnConvert.parse(body, TimeStampResp) };
}

describe('the time-stamping authority over HTTP', () => {
  it('D3: answers a query with a token of its own type', async () => {
    const { status, headers, answer } = await ask(QUERY);
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/timestamp-reply');
    expect(answer.status.status).toBe(PKIStatus.granted);
  });

  it.skipIf(!hasOpenssl)('D3: which OpenSSL verifies against its own query', async () => {
    const query = openssl(['ts', '-query', '-data', 'f', '-sha256', '-cert', '-out', 'q'], { f: 'x' }).file(
      'q',
    );
    const { body } = await ask(query);
    const args = ['ts', '-verify', '-queryfile', 'q', '-in', 'r', '-CAfile', 'root.pem'];
    expect(openssl(args, { q: query, r: body, 'root.pem': pki.rootPem }).text).toContain('Verification: OK');
  });

  it('X2: a query over the limit of an address is refused in the protocol, and said when to come again', async () => {
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(QUERY, address)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    for (const { headers, answer } of refused) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(answer.status.status).toBe(PKIStatus.rejection);
      expect(answer.timeStampToken).toBeUndefined();
    }
    expect((await ask(QUERY, newAddress())).answer.status.status).toBe(PKIStatus.granted);
  });

  it('D3: another type of message is refused', async () => {
    for (const type of [
      '',
      'application/json',
      'application/timestamp-reply',
      'application/timestamp-queryx',
    ])
      expect((await ask(QUERY, newAddress(), type)).answer.status.status).toBe(PKIStatus.rejection);
    const charset = await ask(QUERY, newAddress(), `${TYPE}; charset=binary`);
    expect(charset.answer.status.status).toBe(PKIStatus.granted);
  });

  it('D3: garbage and damaged queries always get an answer of the protocol', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.constant(new Uint8Array(200_000).fill(0x30)),
      fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, value]) => {
        const damaged = Uint8Array.from(QUERY);
        damaged[at % damaged.length] = value;
        return damaged;
      }),
    );
    const quotas = { take: async () => {} }; // its store is asked above; here it would only slow us down
    await fc.assert(
      fc.asyncProperty(bytes, async (message) => {
        const { status, answer } = await ask(message, '192.0.2.1', TYPE, { quotas });
        expect(status).toBe(200);
        expect([PKIStatus.granted, PKIStatus.rejection]).toContain(answer.status.status);
      }),
      { numRuns: 400 },
    );
  });

  it('D3: a key that is away is a failure of ours, told to the shell', async () => {
    const makeToken = async (): Promise<never> => {
      throw new Error('the key is away');
    };
    await expect(ask(QUERY, newAddress(), TYPE, { makeToken })).rejects.toThrow('away');
  });
});
