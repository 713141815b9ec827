import type { IssuingAuthority } from '../certificate/certificate-record.ts';
import { crlPath } from '../certificate/partition.ts';
import { describeCertificate } from '../certificate-profile/issuer.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { type CertificateList, readCertificateList } from './read-certificate-list.ts';

/**
 * The published CRLs, read and their signatures checked: once per version, as long as the trust store gives the same bytes.
 * @returns the list of a partition; undefined when none is published
 * @throws Error when one is published that the authority did not sign
 */
export function currentLists(
  trust: TrustStore,
): (authority: IssuingAuthority, partition: number) => Promise<CertificateList | undefined> {
  const read = new Map<string, { readonly bytes: Uint8Array; readonly list: CertificateList }>();
  return async (authority, partition) => {
    const bytes = await trust.crl(authority, partition);
    if (bytes === undefined) return undefined;
    const path = crlPath(authority, partition);
    const known = read.get(path);
    if (known?.bytes === bytes) return known.list;
    const list = verified(bytes, await trust.certificate(authority));
    read.set(path, { bytes, list });
    return list;
  };
}

function verified(bytes: Uint8Array, issuer: Uint8Array): CertificateList {
  const list = readCertificateList(bytes);
  if (list.isSignedBy(describeCertificate(issuer).publicKey)) return list;
  throw new Error('A published CRL is not signed by its authority.');
}
