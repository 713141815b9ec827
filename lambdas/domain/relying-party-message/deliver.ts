import { AddressUnreachable, type DoorCall, type GuardedDoor } from '../guarded-door/guarded-door.ts';

/** Member of the registration (or of the stream) that names the address. */
export type Destination =
  | 'backchannel_logout_uri'
  | 'backchannel_client_notification_endpoint'
  | 'delivery.endpoint_url';

/** The relying party did not take the message. */
export class Undelivered extends Error {
  override readonly name = 'Undelivered';
  readonly destination: Destination;
  /** False when it read and refused it: again would be in vain. */
  readonly again: boolean;

  /** @param sentence for the relying party's own people: no address, no person */
  constructor(destination: Destination, sentence: string, again: boolean) {
    super(sentence);
    this.destination = destination;
    this.again = again;
  }
}

/** Comes again: what it waits for is about to happen, or somebody else does not answer yet. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
  readonly afterSeconds: number;
  constructor(sentence: string, afterSeconds: number) {
    super(sentence);
    this.afterSeconds = afterSeconds;
  }
}

/** What says that it will never take this message. A ping's bearer token does not become right by waiting, and the client can poll. */
const FINAL: Readonly<Record<Destination, readonly number[]>> = {
  backchannel_logout_uri: [400],
  backchannel_client_notification_endpoint: [400, 401, 403],
  'delivery.endpoint_url': [400],
};

/**
 * One attempt. Any 2xx is success (Back-Channel Logout §2.8, CIBA Core §10.2, RFC 8935 §2.2), whatever the body; 400 is how a receiver
 * says that it read the message and refuses it (Back-Channel Logout §2.8, RFC 8935 §2.3). A redirect is an answer like any other
 * wrong one: never followed.
 *
 * @throws Undelivered
 */
export async function deliver(
  destination: Destination,
  address: string,
  call: Omit<DoorCall, 'method'>,
  door: GuardedDoor,
): Promise<void> {
  const answer = await door.call(address, { method: 'POST', ...call }).catch((error: unknown) => {
    if (error instanceof AddressUnreachable) throw new Undelivered(destination, error.message, true);
    throw error;
  });
  if (answer.status >= 200 && answer.status < 300) return;
  throw new Undelivered(
    destination,
    `It answered with status ${answer.status}.`,
    !FINAL[destination].includes(answer.status),
  );
}
