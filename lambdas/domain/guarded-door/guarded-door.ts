/** A request to an address somebody else named: a relying party's keys, its notification endpoint, a business. */
export interface DoorCall {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** More bytes than this in the answer: it is given up. Left out: 64 KiB. */
  readonly longestAnswer?: number;
}

export interface DoorAnswer {
  readonly status: number;
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The one way out to addresses that others name: https only, never into a private network, never after a redirect. */
export interface GuardedDoor {
  /** @throws AddressUnreachable when nobody answers in time, the answer is too long, or the address may not be called */
  call(address: string, call: DoorCall): Promise<DoorAnswer>;
}

/** The message tells the relying party why; it holds no address. */
export class AddressUnreachable extends Error {
  override readonly name = 'AddressUnreachable';
}
