import type { MrzReading } from '../../mrz/reading.ts';
import type { DocumentProfile } from '../document-profile.ts';

/** Stable codes; `verification/reasons.ts` says what each leads to. */
export type DocumentProblemCode =
  | 'document-expired'
  | 'document-expiry-uncertain'
  | 'document-without-expiry'
  | 'document-not-yet-issued'
  | 'document-validity-implausible'
  | 'document-of-another-type'
  | 'issuing-state-not-accepted'
  | 'residence-permit-too-short'
  | 'residence-permit-duration-unknown'
  | 'holder-under-age'
  | 'holder-age-uncertain';

export interface DocumentProblem {
  readonly code: DocumentProblemCode;
  /** What the zone says: dates, codes. */
  readonly evidence: Readonly<Record<string, string>>;
}

export interface DocumentContext {
  /** ISO date in the operator's time zone. */
  readonly today: string;
  readonly profile: DocumentProfile;
  /** Printed day of issue, where it was read. */
  readonly issuedOn?: string;
}

/** One rule about a document: its problem, or nothing. */
export type DocumentRule = (reading: MrzReading, context: DocumentContext) => DocumentProblem | undefined;
