import type { IssuingAuthority } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { partitionOf } from '../certificate/partition.ts';
import type { ListedRevocation } from '../revocation-list/listed-revocation.ts';
import type { CertificateList } from '../revocation-list/read-certificate-list.ts';
import { OcspRefusal } from './ocsp-refusal.ts';

/** What is answered of one certificate (RFC 6960 §2.2), and from when to when. */
export interface AnsweredStatus {
  readonly status: 'good' | 'unknown' | ListedRevocation;
  readonly thisUpdate: Date;
  readonly nextUpdate?: Date;
}

export interface StatusDeps {
  readonly certificates: Pick<Certificates, 'find'>;
  readonly currentList: (
    authority: IssuingAuthority,
    partition: number,
  ) => Promise<CertificateList | undefined>;
  readonly crlPartitions: number;
}

/**
 * The published CRL alone says what is revoked, so that no two answers differ (C6); our records only say which CRL, and whether the
 * certificate was ever issued: one that was not is `unknown`, and may be issued the next moment.
 * @throws OcspRefusal tryLater when the CRL is missing or has ended
 */
export async function certificateStatus(
  authority: IssuingAuthority,
  serial: string,
  now: Date,
  deps: StatusDeps,
): Promise<AnsweredStatus> {
  const record = await findIssued(authority, serial, deps);
  const partition = record?.crlPartition ?? partitionOf(serial.padStart(40, '0'), deps.crlPartitions);
  const list = await deps.currentList(authority, partition);
  const isCurrent = list !== undefined && now < list.nextUpdate;
  const revocation = isCurrent ? list.entries.get(serial) : undefined;
  if (record === undefined && revocation === undefined) return { status: 'unknown', thisUpdate: now };
  if (!isCurrent) throw new OcspRefusal('tryLater', 'The CRL is not up to date.');
  return { status: revocation ?? 'good', thisUpdate: list.thisUpdate, nextUpdate: list.nextUpdate };
}

/** `issuing` is an intent: nobody was given that certificate yet. */
async function findIssued(authority: IssuingAuthority, serial: string, { certificates }: StatusDeps) {
  if (!/^[0-9a-f]{2,40}$/.test(serial)) return undefined;
  const record = await certificates.find(serial);
  return record?.authority === authority && record.status !== 'issuing' ? record : undefined;
}
