import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPem } from '../../../lambdas/domain/asn1/read-der.ts';
import { derValue } from '../../../lambdas/domain/asn1/write-der.ts';
import { HOLDER_PROFILES } from '../../../lambdas/domain/certificate-profile/profile.ts';
import { requireCertifiable } from '../../../lambdas/domain/certification-request/require-certifiable.ts';
import { Refusal } from '../../../lambdas/domain/errors.ts';
import {
  base64,
  certificationRequest,
  oid,
  type RequestParts,
  requestKey,
  type TestRequestKey,
} from '../../support/certification-request.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';

const PROFILE = HOLDER_PROFILES.signature;
const EXTENSION_REQUEST = '1.2.840.113549.1.9.14';
const p256 = requestKey('P-256');
const rsa = requestKey('RSA');

function codeOf(text: string): string {
  try {
    requireCertifiable(text, PROFILE);
    return 'accepted';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
const judged = (key: TestRequestKey, parts: RequestParts = {}): string =>
  codeOf(base64(certificationRequest(key, parts)));

const toBase64url = (number: bigint): string => {
  const hex = number.toString(16);
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url');
};
/** An RSA public key of any numbers; the rules judge it before any signature. */
function rsaNumbers(modulus: bigint, exponent = 65537n): RequestParts {
  const jwk = { kty: 'RSA', n: toBase64url(modulus), e: toBase64url(exponent) };
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return { spki: Uint8Array.from(key.export({ type: 'spki', format: 'der' })) };
}
const modulusOf = ({ spki }: TestRequestKey): bigint => {
  const { n = '' } = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  return BigInt(`0x${Buffer.from(n, 'base64url').toString('hex')}`);
};

const extension = (type: string, value: Uint8Array, critical = false): Uint8Array =>
  derValue(0x30, oid(type), ...(critical ? [Uint8Array.of(1, 1, 255)] : []), derValue(0x04, value));
const asking = (...extensions: Uint8Array[]): RequestParts => ({
  attributes: [[EXTENSION_REQUEST, derValue(0x30, ...extensions)]],
});
const KEY_USAGE = '2.5.29.15';
const SAN = extension('2.5.29.17', derValue(0x30, derValue(0x81, Buffer.from('a@b.example'))));

describe('certification requests', () => {
  it.each([
    ['P-256', p256, {}],
    ['P-384 with SHA-384', requestKey('P-384'), { digest: 'sha384' }],
    ['RSA 2048', rsa, {}],
    ['RSA 2048 with SHA-512', rsa, { digest: 'sha512' }],
  ] as const)('C9: %s is certifiable', (_, key, parts) => {
    const text = base64(certificationRequest(key, parts));
    expect(requireCertifiable(text, PROFILE).spki).toEqual(key.spki);
  });

  it('C9: PEM and DER in base64 are the same', () => {
    const der = certificationRequest(p256);
    expect(codeOf(toPem('CERTIFICATE REQUEST', der))).toBe('accepted');
    expect(requireCertifiable(base64(der), PROFILE).keyId).toBe(
      requireCertifiable(toPem('CERTIFICATE REQUEST', der), PROFILE).keyId,
    );
  });

  it.each([
    ['not even base64', '<html>', 'request-unreadable'],
    ['empty', '', 'request-unreadable'],
    ['another structure', base64(p256.spki), 'request-unreadable'],
    ['truncated', base64(certificationRequest(p256).subarray(0, -5)), 'request-unreadable'],
    ['indefinite length', base64(Uint8Array.of(0x30, 0x80, 0, 0)), 'request-unreadable'],
    ['of another version', base64(certificationRequest(p256, { version: 1 })), 'request-unreadable'],
    ['too large', base64(new Uint8Array(9000).fill(0x30)), 'request-too-large'],
    ['enormous', 'A'.repeat(10_000_000), 'request-too-large'],
    [
      'with something after it',
      base64(Uint8Array.from([...certificationRequest(p256), 0])),
      'request-trailing-bytes',
    ],
    [
      'twice in one',
      base64(Uint8Array.from([...certificationRequest(p256), ...certificationRequest(p256)])),
      'request-trailing-bytes',
    ],
  ])('C9: refuses a request that is %s', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('C9: refuses keys of other kinds and curves', () => {
    expect(judged(requestKey('P-521'))).toBe('key-not-supported');
    expect(judged(requestKey('Ed25519'))).toBe('key-not-supported');
    const explicit = generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'explicit' });
    const spki = Uint8Array.from(explicit.publicKey.export({ type: 'spki', format: 'der' }));
    expect(judged({ privateKey: explicit.privateKey, spki })).toBe('key-not-supported');
  });

  it('C9: refuses a point that is not on its curve', () => {
    const spki = Uint8Array.from(p256.spki);
    spki[spki.length - 1] = (spki.at(-1) ?? 0) ^ 1;
    expect(judged(p256, { spki })).toBe('key-invalid');
  });

  it('C9: one key in two encodings is one key', () => {
    const compressed = Uint8Array.from([
      ...Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'),
      2 + ((p256.spki.at(-1) ?? 0) & 1),
      ...p256.spki.subarray(-64, -32),
    ]);
    const read = requireCertifiable(base64(certificationRequest(p256, { spki: compressed })), PROFILE);
    expect(read.spki).toEqual(p256.spki);
  });

  it('C9: refuses RSA keys that are too short, too long, or of another exponent', () => {
    expect(judged(requestKey('RSA', 1024))).toBe('key-too-short');
    expect(judged(rsa, rsaNumbers(modulusOf(rsa) >> 1n))).toBe('key-too-short');
    expect(judged(rsa, rsaNumbers((1n << 4096n) + 1n))).toBe('key-too-long');
    expect(judged(rsa, rsaNumbers(modulusOf(rsa), 3n))).toBe('key-exponent');
    expect(judged(rsa, rsaNumbers(modulusOf(rsa), 65539n))).toBe('key-exponent');
  });

  it('C9: refuses an even modulus and one with a small factor', () => {
    const modulus = modulusOf(rsa);
    expect(judged(rsa, rsaNumbers(modulus - 1n))).toBe('key-even');
    for (const factor of [3n, 541n, 751n]) {
      expect(judged(rsa, rsaNumbers((modulus / (2n * factor)) * 2n * factor + factor))).toBe(
        'key-small-factor',
      );
    }
  });

  it('C9: refuses a key with the fingerprint of a faulty carrier (primes k·M + 65537^a mod M, CCS 2017 §2.1)', () => {
    const primes: bigint[] = [];
    for (let n = 2n; primes.length < 126; n += 1n) if (primes.every((p) => n % p !== 0n)) primes.push(n);
    const M = primes.slice(0, 71).reduce((product, prime) => product * prime, 1n);
    const power = (exponent: number): bigint => {
      let result = 1n;
      for (let step = 0; step < exponent; step += 1) result = (result * 65537n) % M;
      return result;
    };
    const prime = (a: number): bigint => ((1n << 1024n) / M - 3n) * M + power(a);
    const modulus = prime(4711) * prime(815);
    expect(modulus.toString(2)).toHaveLength(2048);
    expect(judged(rsa, rsaNumbers(modulus))).toBe('key-roca');
    expect(judged(rsa, rsaNumbers(modulus + 2n * M + 2n))).not.toBe('key-roca');
  });

  it('C9: possession is proven', () => {
    expect(judged(p256, { spki: requestKey('P-256').spki })).toBe('request-not-proven');
    expect(judged(rsa, { spki: requestKey('RSA').spki })).toBe('request-not-proven');
    expect(judged(p256, { signature: new Uint8Array(70) })).toBe('request-not-proven');
    expect(judged(p256, { spki: rsa.spki })).toBe('request-not-proven');
    const der = certificationRequest(p256);
    expect(judged(p256, { attributes: [['1.2.3', Uint8Array.of(5, 0)]], signature: der.subarray(-70) })).toBe(
      'request-not-proven',
    );
  });

  it('C9: refuses SHA-1, MD5 and what we do not read', () => {
    expect(judged(p256, { digest: 'sha1' })).toBe('request-weak-signature');
    expect(judged(rsa, { digest: 'sha1' })).toBe('request-weak-signature');
    expect(judged(rsa, { digest: 'md5' })).toBe('request-weak-signature');
    expect(judged(rsa, { algorithm: '1.2.840.113549.1.1.10' })).toBe('request-signature-unsupported');
    expect(judged(p256, { algorithm: '1.2.643.7.1.1.3.2' })).toBe('request-signature-unsupported');
  });

  it('C1: extensions are given by the profile alone', () => {
    const granted = extension(KEY_USAGE, Uint8Array.of(3, 2, 6, 0xc0), true);
    const noAuthority = extension('2.5.29.19', Uint8Array.of(0x30, 0));
    expect(judged(p256, asking(granted, noAuthority))).toBe('accepted');
    expect(judged(p256, asking(SAN))).toBe('request-asks-extensions');
    expect(judged(p256, asking(granted, SAN))).toBe('request-asks-extensions');
    expect(judged(p256, asking(extension(KEY_USAGE, Uint8Array.of(3, 2, 2, 4))))).toBe(
      'request-asks-extensions',
    );
    expect(judged(p256, asking(extension('2.5.29.19', derValue(0x30, Uint8Array.of(1, 1, 255)))))).toBe(
      'request-asks-extensions',
    );
    expect(judged(p256, { attributes: [[EXTENSION_REQUEST, Uint8Array.of(5, 0)]] })).toBe(
      'request-asks-extensions',
    );
    expect(judged(p256, { attributes: [['1.3.6.1.4.1.311.2.1.14', derValue(0x30, SAN)]] })).toBe(
      'request-asks-extensions',
    );
  });

  it('C1: the subject and other attributes are ignored', () => {
    const challenge = derValue(0x0c, Buffer.from('secret'));
    expect(judged(p256, { attributes: [['1.2.840.113549.1.9.7', challenge]] })).toBe('accepted');
  });

  it('C9: changed or invented bytes never do more than be refused', () => {
    const der = certificationRequest(p256);
    const change = fc.tuple(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(change, ([at, mask]) => {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect(codeOf(base64(changed))).not.toBe('accepted');
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => codeOf(base64(bytes)) !== 'accepted'),
    );
  });
});

describe.skipIf(!hasOpenssl)('certification requests and OpenSSL', () => {
  it('C9: both agree on ours', () => {
    const request = pem('CERTIFICATE REQUEST', certificationRequest(p256));
    expect(openssl(['req', '-verify', '-noout', '-in', 'r.pem'], { 'r.pem': request }).text).toContain(
      'verify OK',
    );
  });

  it.each([
    ['ec', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['rsa', ['-newkey', 'rsa:3072']],
  ])('C9: one that OpenSSL made is certifiable (%s)', (_, options) => {
    const made = openssl(
      [
        'req',
        '-new',
        '-config',
        'c.cnf',
        '-nodes',
        ...options,
        '-subj',
        '/CN=anybody',
        '-keyout',
        'k.pem',
        '-out',
        'r.pem',
      ],
      { 'c.cnf': '[req]\ndistinguished_name=dn\n[dn]\n' },
    );
    expect(codeOf(made.file('r.pem').toString())).toBe('accepted');
  });

  it('C9: one that asks for a name by subjectAltName is refused', () => {
    const made = openssl(
      [
        ...[
          'req',
          '-new',
          '-config',
          'c.cnf',
          '-nodes',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
        ],
        ...[
          '-subj',
          '/CN=anybody',
          '-addext',
          'subjectAltName=DNS:bank.example',
          '-keyout',
          'k.pem',
          '-out',
          'r.pem',
        ],
      ],
      { 'c.cnf': '[req]\ndistinguished_name=dn\n[dn]\n' },
    );
    expect(codeOf(made.file('r.pem').toString())).toBe('request-asks-extensions');
  });
});
