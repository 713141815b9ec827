import { createHash } from 'node:crypto';

/** A link of the hash chain: its position, the event, and a hash over both and the hash before. */
export interface ChainLink {
  readonly chain: string;
  readonly position: number;
  readonly eventId: string;
  readonly event: string;
  readonly subject: string;
  readonly actor: string;
  readonly at: string;
  readonly details: Readonly<Record<string, string>>;
  readonly previousHash: string;
  readonly hash: string;
}

export type ChainedEvent = Omit<ChainLink, 'chain' | 'position' | 'previousHash' | 'hash'>;

/** Hash before the first link. */
export const GENESIS_HASH = '0'.repeat(64);

/** SHA-256, hex, over a canonical rendering: the order of fields is fixed, details are sorted by name. */
export function linkHash(link: Omit<ChainLink, 'hash'>): string {
  const details = Object.entries(link.details).sort(([a], [b]) => (a < b ? -1 : 1));
  const canonical = JSON.stringify([
    link.chain,
    link.position,
    link.previousHash,
    link.eventId,
    link.event,
    link.subject,
    link.actor,
    link.at,
    details,
  ]);
  return createHash('sha256').update(canonical).digest('hex');
}

/** The link that follows `head` (undefined: the first). */
export function nextLink(
  chain: string,
  head: { position: number; hash: string } | undefined,
  event: ChainedEvent,
): ChainLink {
  const open = {
    chain,
    position: (head?.position ?? 0) + 1,
    previousHash: head?.hash ?? GENESIS_HASH,
    ...event,
  };
  return { ...open, hash: linkHash(open) };
}

/** The first position at which the chain is broken, or undefined when every link follows from the one before. */
export function findBreak(links: readonly ChainLink[]): number | undefined {
  let previous: ChainLink | undefined;
  for (const link of links) {
    const follows =
      previous === undefined ||
      (link.position === previous.position + 1 && link.previousHash === previous.hash);
    if (!follows || linkHash(link) !== link.hash) return link.position;
    previous = link;
  }
  return undefined;
}
