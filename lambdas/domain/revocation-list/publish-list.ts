import { ISSUING_AUTHORITIES, type IssuingAuthority } from '../certificate/certificate-record.ts';
import { crlPath, partitionName } from '../certificate/partition.ts';
import { describeCertificate } from '../certificate-profile/issuer.ts';
import type { Revocations } from '../revocation/revocations.ts';
import type { Signer } from '../signer/signer.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { type ListedRevocation, toListed } from './listed-revocation.ts';
import { makeCertificateList } from './make-certificate-list.ts';
import type { Partition, PublishedList, PublishedLists } from './published-lists.ts';
import { type CertificateList, readCertificateList } from './read-certificate-list.ts';

export interface PublicationDeps {
  readonly lists: PublishedLists;
  readonly revocations: Revocations;
  readonly trust: Pick<TrustStore, 'certificate'>;
  readonly signers: Readonly<Record<IssuingAuthority, Pick<Signer, 'algorithm' | 'sign'>>>;
  /** `ISSUER`: public origin without a trailing slash. */
  readonly origin: string;
  readonly settings: { readonly crlSeconds: number; readonly crlRefreshSeconds: number };
}

/** Publishers that meet: each loses only to one that has just published. */
const TRIES = 20;

/**
 * Makes the CRL of a partition say what the revocations say, unless it does and is young (C6). The published version is read before
 * the revocations and replaced only as long as it stands: whoever replaces it has seen all that it says, so nothing is ever lost
 * from a list, however many publish at once. Until the replacement, the old list stays.
 */
export async function publishList(
  partition: Partition,
  now: Date,
  deps: PublicationDeps,
): Promise<'published' | 'unchanged'> {
  const issuer = await deps.trust.certificate(partition.authority);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const current = await deps.lists.load(partition);
    const entries = await entriesOf(partition, deps.revocations);
    const before = current && readOwn(current, issuer);
    if (before && says(before, entries) && isYoung(before, now, deps.settings)) return 'unchanged';
    const list = await makeList(partition, entries, before, issuer, now, deps);
    if (await deps.lists.replace(partition, list, current?.version)) return 'published';
  }
  throw new Error(`The CRL ${nameOf(partition)} stayed busy.`);
}

/** `<authority>/<number>`, as in the table `revocations`. */
export function parsePartition(name: string): Partition {
  const [, authority, number] = /^([a-z]+)\/(\d{1,3})$/.exec(name) ?? [];
  const known = ISSUING_AUTHORITIES.find((each) => each === authority);
  if (known === undefined) throw new Error(`${name} is not a partition of an issuing authority.`);
  return { authority: known, number: Number(number) };
}

const nameOf = ({ authority, number }: Partition): string =>
  partitionName({ authority, crlPartition: number });

async function entriesOf(
  partition: Partition,
  revocations: Revocations,
): Promise<ReadonlyMap<string, ListedRevocation>> {
  const entries = await revocations.ofPartition(nameOf(partition));
  return new Map(entries.map((entry) => [entry.serial, toListed(entry)]));
}

/** A list by another key (of a hierarchy that was made anew) is replaced whatever it says; its number still counts. */
function readOwn({ list }: PublishedList, issuer: Uint8Array): CertificateList & { readonly isOwn: boolean } {
  const read = readCertificateList(list);
  return { ...read, isOwn: read.isSignedBy(describeCertificate(issuer).publicKey) };
}

function says(list: CertificateList, entries: ReadonlyMap<string, ListedRevocation>): boolean {
  return (
    list.entries.size === entries.size &&
    [...entries].every(([serial, { reason, revokedAt }]) => {
      const listed = list.entries.get(serial);
      return listed?.reason === reason && listed.revokedAt.getTime() === revokedAt.getTime();
    })
  );
}

function isYoung(
  list: CertificateList & { readonly isOwn: boolean },
  now: Date,
  { crlRefreshSeconds }: PublicationDeps['settings'],
): boolean {
  const age = (now.getTime() - list.thisUpdate.getTime()) / 1000;
  return list.isOwn && age >= 0 && age < crlRefreshSeconds && now < list.nextUpdate;
}

function makeList(
  partition: Partition,
  entries: ReadonlyMap<string, ListedRevocation>,
  before: CertificateList | undefined,
  issuer: Uint8Array,
  now: Date,
  { signers, origin, settings }: PublicationDeps,
): Promise<Uint8Array> {
  const content = {
    // Seconds since 1970 keep the number growing (RFC 5280 §5.2.3) even if a published list were lost.
    number: Math.max((before?.number ?? 0) + 1, Math.floor(now.getTime() / 1000)),
    thisUpdate: now,
    nextUpdate: new Date(now.getTime() + settings.crlSeconds * 1000),
    entries,
    distributionPoint: `${origin}/${crlPath(partition.authority, partition.number)}`,
  };
  return makeCertificateList(content, issuer, signers[partition.authority]);
}
