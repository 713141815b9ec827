import type { CertificateRecord, IssuingAuthority } from './certificate-record.ts';

/**
 * Which of an authority's CRLs a new serial number belongs to: its first byte modulo their number.
 * @param serial lower-case hex, 20 bytes
 * @param partitions a power of two up to 128 (the first bit of a serial is always 0)
 */
export function partitionOf(serial: string, partitions: number): number {
  return Number.parseInt(serial.slice(0, 2), 16) % partitions;
}

/** `RevocationEntry.partition` */
export function partitionName({
  authority,
  crlPartition,
}: Pick<CertificateRecord, 'authority' | 'crlPartition'>): string {
  return `${authority}/${crlPartition}`;
}

/** Where a CRL is published, under the origin and in the bucket `trust`. */
export function crlPath(authority: IssuingAuthority | 'root', partition: number): string {
  return `pki/crl/${authority}/${partition}.crl`;
}

/** Where the certificate of an authority or service is published. */
export function certificatePath(name: string): string {
  return `pki/${name}.cer`;
}
