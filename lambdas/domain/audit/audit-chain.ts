import type { ChainedEvent, ChainLink } from './chain.ts';

/** The last link of one chain. */
export interface ChainHead {
  readonly position: number;
  readonly hash: string;
}

export interface AuditChain {
  /** The newest link of a chain; undefined while it is empty. */
  head(chain: string): Promise<ChainHead | undefined>;
  /**
   * Appends a link and marks its event as chained, in one transaction.
   * `behind`: another writer was first, read the head again; `known`: this event stands in the chain already.
   */
  append(link: ChainLink): Promise<'appended' | 'behind' | 'known'>;
  /** Links that concern one subject, newest first. */
  ofSubject(subject: string, limit: number): Promise<readonly ChainLink[]>;
}

export type { ChainedEvent };
