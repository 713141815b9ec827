import type { Client } from '../client/client.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';

/** Why a check failed: its words are in `check-words.ts`; `about` names what it concerns. */
export interface Finding {
  readonly code: string;
  readonly about?: string;
}

export interface CheckDeps {
  /** Calls the client's own addresses. */
  readonly door: GuardedDoor;
  /** Whether a name of a host leads somewhere public. */
  readonly hosts: { resolves(host: string): Promise<boolean> };
  /** On the laptop: addresses of this machine will do, also over http. */
  readonly allowsLoopback: boolean;
}

/** One thing that production takes: undefined where nothing is wrong. */
export type ClientRule = (client: Client, deps: CheckDeps) => Promise<Finding | undefined>;
