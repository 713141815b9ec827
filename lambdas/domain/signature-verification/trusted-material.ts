import { ISSUING_AUTHORITIES, type IssuingAuthority } from '../certificate/certificate-record.ts';
import { type TrustAnchor, trustAnchorOf } from '../certificate-path/trust-anchor.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { type Certificate, parseCertificate } from '../x509/certificate.ts';
import { type CertificateList, parseCertificateList } from '../x509/certificate-list.ts';
import { crlDistributionPointsOf } from '../x509/extensions.ts';

/** What a deployment trusts, and what it says about revocation, parsed once for as long as the store gives the same bytes. */
export interface TrustedMaterial {
  readonly anchors: readonly TrustAnchor[];
  /** The issuing authorities, so that a signature need not carry them. */
  readonly authorities: readonly Certificate[];
  /** The published lists that can say something about these certificates, and the root's. */
  listsFor(certificates: readonly Certificate[]): Promise<readonly CertificateList[]>;
}

/** @throws Error, from the store, when the key ceremony was not held */
export type LoadTrustedMaterial = () => Promise<TrustedMaterial>;

export function trustedMaterialOf(trust: TrustStore): LoadTrustedMaterial {
  const parsedCertificate = remember(parseCertificate);
  const parsedList = remember(parseCertificateList);
  return async () => {
    const [root, ...authorities] = await Promise.all([
      trust.certificate('root').then(parsedCertificate),
      ...ISSUING_AUTHORITIES.map(async (name) => parsedCertificate(await trust.certificate(name))),
    ]);
    return {
      anchors: [trustAnchorOf(root)],
      authorities,
      async listsFor(certificates) {
        const published = await Promise.all(
          partitionsOf(certificates).map(({ authority, partition }) => trust.crl(authority, partition)),
        );
        return published.filter((der) => der !== undefined).map(parsedList);
      },
    };
  };
}

function remember<T>(parse: (der: Uint8Array) => T): (der: Uint8Array) => T {
  const known = new WeakMap<Uint8Array, T>();
  return (der) => {
    const parsed = known.get(der) ?? parse(der);
    known.set(der, parsed);
    return parsed;
  };
}

interface Partition {
  readonly authority: IssuingAuthority | 'root';
  readonly partition: number;
}

const PUBLISHED = /\/pki\/crl\/(root|authentication|signature|seal)\/(\d{1,3})\.crl$/;

/** A certificate names its list itself; which of ours it is the path says, wherever the origin has moved to since. */
function partitionsOf(certificates: readonly Certificate[]): Partition[] {
  const paths = new Set(['/pki/crl/root/0.crl', ...certificates.flatMap(addressesOf)]);
  return [...paths].flatMap((path) => {
    const [, authority, number] = PUBLISHED.exec(path) ?? [];
    return authority === undefined
      ? []
      : [{ authority: authority as Partition['authority'], partition: Number(number) }];
  });
}

function addressesOf(certificate: Certificate): string[] {
  try {
    return crlDistributionPointsOf(certificate)
      .flatMap(({ names }) => names ?? [])
      .flatMap((name) => (name.type === 'uri' ? (PUBLISHED.exec(name.value)?.[0] ?? []) : []));
  } catch {
    return []; // path validation tells what is wrong with it
  }
}
