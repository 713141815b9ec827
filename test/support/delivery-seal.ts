import type { Seal } from '../../lambdas/domain/seal/seal.ts';
import { serviceSeal } from '../../lambdas/domain/seal/service-seal.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { openssl } from './openssl.ts';
import { ARC, type TestPki, testPki } from './pki.ts';

let made: Promise<TestPki> | undefined;
/** The authorities under which tests seal evidence, made once per file. */
export const deliveryPki = (): Promise<TestPki> => {
  made ??= testPki(new Date('2026-11-01T00:00:00Z'));
  return made;
};

/** The seal as functions wire it, with keys in memory. */
export function testDeliverySeal(): Seal {
  const signer = (name: 'delivery-evidence' | 'time-stamping') => ({
    sign: async (data: Uint8Array) => (await deliveryPki()).keys[name].sign(data),
  });
  return serviceSeal({
    service: 'delivery-evidence',
    signer: signer('delivery-evidence'),
    stampSigner: signer('time-stamping'),
    trust: {
      certificate: async (name) => (await deliveryPki()).certificate(name),
      crl: async () => undefined,
    },
    oidArc: ARC,
    randomness,
  });
}

/**
 * What anybody does with a `.p7m` and `/pki/root.cer` (docs/mailbox.md): OpenSSL verifies seal and authorities, and gives the record.
 * @param at the instant it is judged at
 */
export async function verifiedEvidence(
  p7m: Uint8Array,
  at = new Date(),
  root?: string,
): Promise<{ readonly status: number; readonly text: string; readonly record: Record<string, unknown> }> {
  const rootPem = root ?? (await deliveryPki()).rootPem;
  const attime = ['-attime', String(Math.floor(at.getTime() / 1000))];
  const { status, text, stdout } = openssl(
    ['cms', '-verify', '-binary', '-inform', 'DER', '-in', 'e.p7m', '-CAfile', 'root.pem', ...attime],
    { 'e.p7m': p7m, 'root.pem': rootPem },
  );
  return { status, text, record: status === 0 ? JSON.parse(stdout.toString('utf8')) : {} };
}

/** What `openssl ts` says of the time-stamp over a seal, judged by the root alone. */
export async function timeStampVerdict(p7m: Uint8Array): Promise<string> {
  const { rootPem } = await deliveryPki();
  const map = openssl(['asn1parse', '-inform', 'DER', '-in', 'e.p7m'], { 'e.p7m': p7m })
    .stdout.toString()
    .split('\n');
  const at = map.findIndex((line) => line.includes('timeStampToken'));
  const signature = map.slice(0, at).findLast((line) => /d=5 .*OCTET STRING/.test(line));
  const cut = (line = '') => {
    const offset = String(Number.parseInt(line, 10));
    const args = [
      'asn1parse',
      '-inform',
      'DER',
      '-in',
      'e.p7m',
      '-strparse',
      offset,
      '-noout',
      '-out',
      'part.der',
    ];
    return openssl(args, { 'e.p7m': p7m }).file('part.der');
  };
  return openssl(
    ['ts', '-verify', '-token_in', '-in', 'token', '-data', 'signature', '-CAfile', 'root.pem'],
    {
      token: cut(map[at + 2]),
      signature: cut(signature),
      'root.pem': rootPem,
    },
  ).text;
}
