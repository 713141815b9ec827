import { createHash, randomBytes } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier, Extension, Extensions } from '@peculiar/asn1-x509';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import {
  timeStampRequest,
  timeStampTokenOf,
} from '../../../lambdas/domain/cms-assembly/time-stamp-request.ts';
import { TimeStampRefusal } from '../../../lambdas/domain/time-stamp/time-stamp-refusal.ts';
import { parseTimeStampRequest } from '../../../lambdas/domain/time-stamp/time-stamp-request.ts';
import { granted, rejected } from '../../../lambdas/domain/time-stamp/time-stamp-response.ts';
import { makeTimeStampToken } from '../../../lambdas/domain/time-stamp/time-stamp-token.ts';
import { timeStamperOf } from '../../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { ARC, type TestPki, testPki } from '../../support/pki.ts';

const POLICY = `${ARC}.1.5`;
const NOW = new Date('2026-11-22T10:11:12.987Z');
const FILE = Buffer.from('the file that is stamped');
const randomness = { bytes: (n: number) => Uint8Array.from(randomBytes(n)) };
const sha256 = (data: Uint8Array) => new Uint8Array(createHash('sha256').update(data).digest());

let pki: TestPki;
beforeAll(async () => {
  pki = await testPki(NOW);
});

const authority = () => ({
  signer: pki.keys['time-stamping'],
  certificates: [pki.certificate('time-stamping'), pki.certificate('seal')] as const,
  policy: POLICY,
  randomness,
});

async function answer(query: Uint8Array): Promise<Uint8Array> {
  return granted(await makeTimeStampToken(parseTimeStampRequest(query, POLICY), NOW, authority()));
}

function query(
  change: Partial<TimeStampReq> = {},
  algorithm = '2.16.840.1.101.3.4.2.1',
  bytes = 32,
): Uint8Array {
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm }),
      hashedMessage: new OctetString(new Uint8Array(bytes)),
    }),
    ...change,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}

function refusalOf(bytes: Uint8Array): string {
  try {
    parseTimeStampRequest(bytes, POLICY);
  } catch (error) {
    if (error instanceof TimeStampRefusal) return error.failure;
    throw error;
  }
  return 'none';
}

describe.skipIf(!hasOpenssl)('time-stamps that OpenSSL judges', () => {
  const ask = (...options: string[]): Uint8Array =>
    openssl(['ts', '-query', '-data', 'file', ...options, '-out', 'q.tsq'], { file: FILE }).file('q.tsq');
  const verify = (reply: Uint8Array, request: Uint8Array, ...more: string[]) =>
    openssl(
      [
        'ts',
        '-verify',
        '-queryfile',
        'q.tsq',
        '-in',
        'r.tsr',
        '-CAfile',
        'root.pem',
        '-untrusted',
        'chain.pem',
        ...more,
      ],
      {
        'q.tsq': request,
        'r.tsr': reply,
        'root.pem': pki.rootPem,
        'chain.pem': pki.authoritiesPem + pki.pem('time-stamping'),
      },
    );

  it.each(['-sha256', '-sha384', '-sha512'])(
    'D3: %s, with certificates, nonce and policy',
    async (digest) => {
      const request = ask(digest, '-cert', '-tspolicy', POLICY);
      const reply = await answer(request);
      expect(isDer(reply)).toBe(true);
      const verified = verify(reply, request);
      expect(verified.text).toContain('Verification: OK');
      expect(verified.status).toBe(0);
      const { text } = openssl(['ts', '-reply', '-in', 'r.tsr', '-text'], { 'r.tsr': reply });
      expect(text).toMatch(/Status: Granted/);
      expect(text).toContain(`Policy OID: ${POLICY}`);
      expect(text).toContain('Time stamp: Nov 22 10:11:12 2026 GMT');
      expect(text).toMatch(/Accuracy: 0x01 seconds/);
      expect(text).toMatch(/Serial number: 0x[4-7][0-9A-F]{31}\n/);
      expect(text).toMatch(/Nonce: 0x/);
    },
  );

  it('D3: without certificates when none are asked for, without a nonce when none is given', async () => {
    const request = ask('-sha256', '-no_nonce');
    const reply = await answer(request);
    expect(verify(reply, request).status).toBe(0);
    expect(Buffer.from(reply).includes(Buffer.from(pki.certificate('time-stamping')))).toBe(false);
    const { text } = openssl(['ts', '-reply', '-in', 'r.tsr', '-text'], { 'r.tsr': reply });
    expect(text).toContain('Nonce: unspecified');
  });

  it('D3: a token of another file is refused', async () => {
    const reply = await answer(ask('-sha256', '-cert'));
    const other = openssl(['ts', '-query', '-data', 'file', '-sha256', '-no_nonce', '-out', 'q.tsq'], {
      file: 'x',
    });
    expect(verify(reply, other.file('q.tsq')).status).not.toBe(0);
  });

  it('D3: a token signed by another key is refused', async () => {
    const request = ask('-sha256', '-cert');
    const token = await makeTimeStampToken(parseTimeStampRequest(request, POLICY), NOW, {
      ...authority(),
      signer: pki.keys.seal,
    });
    expect(verify(granted(token), request).status).not.toBe(0);
  });

  it('D3: what our own functions stamp, and what browsers ask, is verified with the root alone', async () => {
    const { signer, policy } = authority();
    const stamper = timeStamperOf({
      signer,
      certificate: async () => pki.certificate('time-stamping'),
      issuers: [pki.certificate('seal')],
      policy,
      randomness,
    });
    const judge = (token: Uint8Array) =>
      openssl(['ts', '-verify', '-data', 'file', '-token_in', '-in', 't', '-CAfile', 'root.pem'], {
        file: FILE,
        t: token,
        'root.pem': pki.rootPem,
      });
    expect(judge(await stamper.stamp(sha256(FILE), NOW)).text).toContain('Verification: OK');
    const asked = timeStampRequest(sha256(FILE), randomness.bytes(8));
    expect(judge(timeStampTokenOf(await answer(asked))).text).toContain('Verification: OK');
  });

  it.each([
    ['badAlg', 'unrecognized or unsupported algorithm'],
    ['badRequest', 'transaction not permitted'],
    ['badDataFormat', 'data submitted has the wrong format'],
    ['unacceptedPolicy', 'requested TSA policy is not supported'],
    ['unacceptedExtension', 'requested extension is not supported'],
    ['systemFailure', 'cannot be handled due to system failure'],
  ] as const)('D3: %s is told in the words of the protocol', (failure, words) => {
    const reply = rejected({ failure, message: 'because' });
    expect(isDer(reply)).toBe(true);
    const { text } = openssl(['ts', '-reply', '-in', 'r.tsr', '-text'], { 'r.tsr': reply });
    expect(text).toMatch(/Status: Rejected/);
    expect(text).toContain('Status description: because');
    expect(text).toContain(words);
    expect(() => timeStampTokenOf(reply)).toThrow(/refused/);
  });
});

describe('requests that get no token', () => {
  it.each([
    ['SHA-1', 'badAlg', () => query({}, '1.3.14.3.2.26', 20)],
    ['MD5', 'badAlg', () => query({}, '1.2.840.113549.2.5', 16)],
    ['a digest too short', 'badDataFormat', () => query({}, undefined, 31)],
    ['a digest too long', 'badDataFormat', () => query({}, '2.16.840.1.101.3.4.2.2', 64)],
    ['another version', 'badRequest', () => query({ version: 2 as 1 })],
    ['another policy', 'unacceptedPolicy', () => query({ reqPolicy: '1.2.3.4' })],
    [
      'an extension, though not critical',
      'unacceptedExtension',
      () =>
        query({
          extensions: new Extensions([new Extension({ extnID: '1.2.3', extnValue: new OctetString() })]),
        }),
    ],
    ['nothing', 'badDataFormat', () => new Uint8Array()],
    ['something after it', 'badDataFormat', () => Buffer.concat([query(), Buffer.alloc(1)])],
    ['an indefinite length (BER)', 'badDataFormat', () => indefinite(query())],
    [
      'a nonce of a kilobyte and more',
      'badDataFormat',
      () => query({ nonce: new Uint8Array(4000).fill(1).buffer }),
    ],
    ['a certificate', 'badDataFormat', () => pki.certificate('root')],
  ] as const)('D3: %s: %s', (_, failure, make) => {
    expect(refusalOf(make())).toBe(failure);
  });

  it('D3: garbage and damaged requests are refused, never failed on', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })).map(([at, value]) => {
        const damaged = query({ certReq: true, nonce: new Uint8Array([1, 2, 3]).buffer, reqPolicy: POLICY });
        damaged[at % damaged.length] = value;
        return damaged;
      }),
      fc.nat({ max: 60 }).map((length) => query().subarray(0, length)),
    );
    fc.assert(
      fc.property(bytes, (request) => {
        const refusal = refusalOf(request);
        expect([
          'none',
          'badAlg',
          'badRequest',
          'badDataFormat',
          'unacceptedPolicy',
          'unacceptedExtension',
        ]).toContain(refusal);
      }),
      { numRuns: 2000 },
    );
  });

  it('D3: any nonce comes back as it was sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 32 }), async (nonce) => {
        nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x01;
        const request = parseTimeStampRequest(query({ nonce: Uint8Array.from(nonce).buffer }), POLICY);
        expect(request.nonce).toEqual(nonce);
        const token = await makeTimeStampToken(request, NOW, authority());
        const integer = Buffer.concat([Buffer.from([2, nonce.length]), nonce]);
        expect(Buffer.from(token).includes(integer)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

/** The same value with an indefinite length (X.690 §8.1.3.6). */
function indefinite(der: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x30, 0x80]), der.subarray(2), Buffer.alloc(2)]);
}
