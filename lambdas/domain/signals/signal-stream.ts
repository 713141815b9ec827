import type { AccountEvent } from '../relying-party-message/relying-party-message.ts';

export const PUSH = 'urn:ietf:rfc:8935';
export type StreamStatus = 'enabled' | 'paused' | 'disabled';

/** An event that waits for its stream to be enabled. */
export interface HeldEvent {
  readonly id: string;
  readonly accountId: string;
  readonly event: AccountEvent;
  /** ISO instant. */
  readonly at: string;
}

/** Where a relying party gets security events (SSF §8.1.1): one stream for each client. */
export interface SignalStream {
  readonly clientId: string;
  readonly streamId: string;
  /** Receiver-supplied. */
  readonly eventsRequested: readonly string[];
  readonly endpoint: string;
  /** Sent as `Authorization` with every event, sealed (purpose `stream-authorization`). */
  readonly authorization?: string;
  readonly description?: string;
  readonly status: StreamStatus;
  readonly reason?: string;
  /** ISO instant. */
  readonly verifiedAt?: string;
  /** In the order they happened. */
  readonly held: readonly HeldEvent[];
}

/** What the receiver decides. */
export type StreamSettings = Pick<
  SignalStream,
  'eventsRequested' | 'endpoint' | 'authorization' | 'description'
>;

export interface SignalStreams {
  /** False when the client has one already. */
  create(stream: SignalStream): Promise<boolean>;
  find(clientId: string): Promise<SignalStream | undefined>;
  /** The changed stream; undefined when it is gone. */
  configure(clientId: string, streamId: string, settings: StreamSettings): Promise<SignalStream | undefined>;
  /** Disabled streams hold nothing (SSF §8.1.2.1). */
  setStatus(
    clientId: string,
    streamId: string,
    status: StreamStatus,
    reason: string | undefined,
  ): Promise<SignalStream | undefined>;
  remove(clientId: string, streamId: string): Promise<boolean>;
  /** Takes a turn for a verification event; false when the last was less than so many seconds ago. */
  takeVerification(stream: SignalStream, intervalSeconds: number, now: Date): Promise<boolean>;
  /**
   * Adds to what waits, in order, as long as something keeps it waiting. `passed`: nothing does any more. `full`: as much waits as
   * may.
   */
  hold(clientId: string, held: HeldEvent): Promise<'held' | 'passed' | 'full'>;
  /** Takes the first of what waits away, if it is this one still. */
  release(clientId: string, heldId: string): Promise<void>;
  /** Nothing waits any more. */
  discardHeld(clientId: string): Promise<void>;
}
