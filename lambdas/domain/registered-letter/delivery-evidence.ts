import { canonicalJson } from '../canonical-json/canonical-json.ts';
import { DELIVERY_EVENTS, type DeliveryEvent, eventUri } from './delivery-event.ts';

/** Who delivers; it seals the evidence. */
export interface EvidenceIssuer {
  readonly name: string;
  readonly uri: string;
}

export interface Sender {
  readonly name: string;
  /** ETSI EN 319 412-1 §5.1.4: `NTRFR-<number>` of an organisation. */
  readonly identifier?: string;
  readonly uri?: string;
}

export interface Recipient {
  /** The e-mail address or phone number the sender knows. */
  readonly electronicAddress: string;
  readonly reference: string;
  /** Once the recipient has proved who they are and accepted. */
  readonly name?: string;
  readonly assuranceLevel?: string;
}

/** A letter as every piece of its evidence names it. */
export interface RegisteredLetter {
  readonly id: string;
  readonly issuer: EvidenceIssuer;
  readonly sender: Sender;
  readonly recipient: Recipient;
  /** ISO 8601. */
  readonly submittedAt: string;
  /** SHA-256 of the content, base64url. */
  readonly contentDigest: string;
  /** The attached files, each with its SHA-256, base64url. */
  readonly attachments?: readonly { readonly name: string; readonly digest: string }[];
}

/** Evidence of one event: the required fields of ETSI EN 319 522-2, in JSON. */
export interface DeliveryEvidence {
  readonly version: '1';
  readonly evidenceIdentifier: string;
  readonly erdsEventId: string;
  readonly eventTime: string;
  readonly eventReasons?: readonly string[];
  readonly evidenceIssuerDetails: EvidenceIssuer;
  readonly senderDetails: Sender;
  readonly recipientDetails: Recipient;
  readonly messageIdentifier: string;
  readonly submissionTime: string;
  readonly userContentInfo: {
    readonly digestAlgorithm: 'SHA-256';
    readonly digest: string;
    readonly attachments?: readonly { readonly name: string; readonly digest: string }[];
  };
}

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
  const { attachments } = letter;
  return {
    version: '1',
    evidenceIdentifier: identifier,
    erdsEventId: eventUri(event),
    eventTime: at.toISOString(),
    ...(reasons.length > 0 && { eventReasons: reasons }),
    evidenceIssuerDetails: letter.issuer,
    senderDetails: letter.sender,
    recipientDetails: letter.recipient,
    messageIdentifier: letter.id,
    submissionTime: letter.submittedAt,
    userContentInfo: {
      digestAlgorithm: 'SHA-256',
      digest: letter.contentDigest,
      ...(attachments && attachments.length > 0 && { attachments }),
    },
  };
}

/** What is sealed: one spelling of the record (RFC 8785), UTF-8. */
export const evidenceBytes = (evidence: DeliveryEvidence): Uint8Array => canonicalJson(evidence);
