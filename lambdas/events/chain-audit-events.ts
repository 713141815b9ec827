import type { AuditChain } from '../domain/audit/audit-chain.ts';
import { type ChainedEvent, type ChainLink, nextLink } from '../domain/audit/chain.ts';
import { chainOf } from '../domain/audit/chain-names.ts';

/** More writers than this at once on one chain never happen: the stream has few shards. */
const TRIES = 20;

/** Appends audit events to their chains, in order, each once however often it is delivered (X1). */
export async function chainAuditEvents(
  events: readonly ChainedEvent[],
  deps: { chain: AuditChain },
): Promise<void> {
  for (const event of events) await chainOne(event, deps.chain);
}

async function chainOne(event: ChainedEvent, chain: AuditChain): Promise<ChainLink | undefined> {
  const name = chainOf(event.subject);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const link = nextLink(name, await chain.head(name), event);
    const outcome = await chain.append(link);
    if (outcome === 'appended') return link;
    if (outcome === 'known') return undefined;
  }
  throw new Error(`The audit chain ${name} stayed busy.`);
}
