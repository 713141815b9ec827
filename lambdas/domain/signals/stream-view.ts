import { Refusal } from '../errors.ts';
import { SUPPORTED_EVENTS } from './event-types.ts';
import { PUSH, type SignalStream } from './signal-stream.ts';

/** SSF §8.1.1 `min_verification_interval`. */
export const VERIFICATION_INTERVAL_SECONDS = 60;

/** SSF §8.1.1. The authorization header is the receiver's secret: it is kept, and never shown. */
export const streamView = (stream: SignalStream, issuer: string) => ({
  stream_id: stream.streamId,
  ...transmitterSupplied(stream, issuer),
  events_requested: stream.eventsRequested,
  delivery: { method: PUSH, endpoint_url: stream.endpoint },
  ...(stream.description !== undefined && { description: stream.description }),
});

const transmitterSupplied = ({ clientId, eventsRequested }: SignalStream, issuer: string) => ({
  iss: issuer,
  aud: clientId,
  events_supported: SUPPORTED_EVENTS,
  events_delivered: SUPPORTED_EVENTS.filter((type) => eventsRequested.includes(type)),
  min_verification_interval: VERIFICATION_INTERVAL_SECONDS,
});

/**
 * SSF §8.1.1.3, §8.1.1.4: what is the transmitter's may come back, as it is.
 *
 * @throws Refusal invalid `not-yours-to-change`
 */
export function requireUnchanged(
  given: Readonly<Record<string, unknown>>,
  stream: SignalStream,
  issuer: string,
): void {
  for (const [name, value] of Object.entries(transmitterSupplied(stream, issuer))) {
    if (given[name] === undefined || JSON.stringify(given[name]) === JSON.stringify(value)) continue;
    throw new Refusal('invalid', 'not-yours-to-change', `${name} is not what this provider set it to.`);
  }
}
