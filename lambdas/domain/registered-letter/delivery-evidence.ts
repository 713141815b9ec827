import { type Signer, signJws } from '../signer/signer.ts';
import { DELIVERY_EVENTS, type DeliveryEvent, eventUri } from './delivery-event.ts';

/** A letter as every piece of its evidence names it. */
export interface RegisteredLetter {
  readonly id: string;
  /** Deployment and operator that deliver, and here also send. */
  readonly issuer: { readonly name: string; readonly uri: string };
  readonly recipient: { readonly electronicAddress: string; readonly reference: string };
  /** ISO 8601. */
  readonly submittedAt: string;
  /** SHA-256 of the content, base64url. */
  readonly contentDigest: string;
}

/** Evidence of one event: the required fields of ETSI EN 319 522-2, in JSON. */
export interface DeliveryEvidence {
  readonly version: '1';
  readonly evidenceIdentifier: string;
  readonly erdsEventId: string;
  readonly eventTime: string;
  readonly eventReasons?: readonly string[];
  readonly evidenceIssuerDetails: { readonly name: string; readonly uri: string };
  readonly senderDetails: { readonly name: string; readonly uri: string };
  readonly recipientDetails: { readonly electronicAddress: string; readonly reference: string };
  readonly messageIdentifier: string;
  readonly submissionTime: string;
  readonly userContentInfo: { readonly digestAlgorithm: 'SHA-256'; readonly digest: string };
}

/** Media type of the signed evidence (`typ` of the JWS). */
export const EVIDENCE_TYPE = 'delivery-evidence+jwt';

/** @throws Error when a negative event has no reason (EN 319 522: EventReasons) */
export function deliveryEvidence(
  letter: RegisteredLetter,
  event: DeliveryEvent,
  identifier: string,
  at: Date,
  reasons: readonly string[] = [],
): DeliveryEvidence {
  if (DELIVERY_EVENTS[event] === 'negative' && reasons.length === 0) {
    throw new Error(`The delivery event ${event} is negative: say why.`);
  }
  return {
    version: '1',
    evidenceIdentifier: identifier,
    erdsEventId: eventUri(event),
    eventTime: at.toISOString(),
    ...(reasons.length > 0 && { eventReasons: reasons }),
    evidenceIssuerDetails: letter.issuer,
    senderDetails: letter.issuer,
    recipientDetails: letter.recipient,
    messageIdentifier: letter.id,
    submissionTime: letter.submittedAt,
    userContentInfo: { digestAlgorithm: 'SHA-256', digest: letter.contentDigest },
  };
}

/** The evidence as a compact JWS under the key kept for it. */
export function signEvidence(signer: Signer, evidence: DeliveryEvidence): Promise<string> {
  return signJws(signer, { typ: EVIDENCE_TYPE }, evidence);
}
