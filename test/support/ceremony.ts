import type { CertificateSettings } from '../../lambdas/contracts/settings.ts';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import { certificatePath, crlPath } from '../../lambdas/domain/certificate/partition.ts';
import { type CeremonyKey, holdCeremony } from '../../lambdas/domain/key-ceremony/hold-ceremony.ts';
import type { TrustStore } from '../../lambdas/domain/trust/trust-store.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { type TestSigner, testSigner } from './signer.ts';

/** A whole hierarchy in memory: certificates, first CRLs, and the keys behind them. */
export interface TestHierarchy {
  /** Path (`pki/…`) → DER. */
  readonly published: Map<string, Uint8Array>;
  readonly trust: TrustStore;
  signer(key: CeremonyKey): TestSigner;
  /** What the ceremony said. */
  readonly said: string[];
  hold(changes?: { readonly now?: Date; readonly renew?: boolean }): Promise<void>;
}

export const TEST_ORIGIN = 'https://guichet.example';

/** Holds the ceremony with keys of this process; `settings` and `now` as given. */
export async function testHierarchy(
  now = new Date('2026-01-02T03:04:05Z'),
  settings: CertificateSettings = DEFAULT_CERTIFICATES,
): Promise<TestHierarchy> {
  const published = new Map<string, Uint8Array>();
  const signers = new Map<CeremonyKey, TestSigner>();
  const signer = (key: CeremonyKey): TestSigner => {
    const known = signers.get(key) ?? testSigner(key === 'root-ca' ? 'ES384' : 'ES256');
    signers.set(key, known);
    return known;
  };
  const said: string[] = [];
  const hierarchy: TestHierarchy = {
    published,
    signer,
    said,
    trust: {
      async certificate(name) {
        const found = published.get(certificatePath(name));
        if (found === undefined) throw new Error(`There is no ${certificatePath(name)}.`);
        return found;
      },
      crl: async (authority, partition) => published.get(crlPath(authority, partition)),
    },
    hold: (changes = {}) =>
      holdCeremony({
        publications: {
          find: async (path) => published.get(path),
          keep: async (path, bytes) => {
            published.set(path, bytes);
          },
        },
        signer,
        settings,
        origin: TEST_ORIGIN,
        randomness,
        now: changes.now ?? now,
        renew: changes.renew ?? false,
        say: (line) => said.push(line),
      }),
  };
  await hierarchy.hold();
  return hierarchy;
}
