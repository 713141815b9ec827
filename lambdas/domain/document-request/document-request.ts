import type { Language } from '../../contracts/enrolment.ts';
import type { DocumentRequestStatus, FormValues } from '../../contracts/procedures.ts';

/**
 * A citizen's request for a document that an organisation certifies (E-17…E-20): `requested` → `issued` or `refused`, or `withdrawn`
 * by the citizen. It is also the register of what was issued to whom, and delivered when (E2). Sealed under the citizen's key.
 */
export interface DocumentRequest {
  readonly id: string;
  readonly applicationId: string;
  /** Account id of the citizen. */
  readonly applicantId: string;
  readonly procedure: string;
  readonly procedureVersion: number;
  readonly document: string;
  readonly issuerId: string;
  readonly issuerName: string;
  readonly language: Language;
  readonly status: DocumentRequestStatus;
  /** ISO 8601 instants. */
  readonly requestedAt: string;
  readonly decidedAt?: string;
  /** When the outcome lay in the citizen's box. */
  readonly deliveredAt?: string;
  /** SHA-256 of the issued document (CMS), base64url. */
  readonly digest?: string;
  /** `Asked`, sealed. */
  readonly sealed: string;
  /** `Decided`, sealed. */
  readonly outcome?: string;
  readonly version: number;
}

export interface Asked {
  readonly person: { readonly name: string; readonly birthdate: string };
  readonly values: FormValues;
}

export interface Decided {
  /** CMS with its content attached, base64 DER. */
  readonly signature?: string;
  /** The content as it was verified when it came in: canonical JSON. */
  readonly content?: string;
  readonly reason?: string;
}

export type DocumentRequestChanges = Partial<
  Pick<DocumentRequest, 'status' | 'decidedAt' | 'deliveredAt' | 'digest' | 'outcome'>
>;

export interface DocumentRequests {
  find(id: string): Promise<DocumentRequest | undefined>;
  /** What an organisation was asked for, newest first. */
  ofIssuer(organisationId: string, limit: number): Promise<readonly DocumentRequest[]>;
  /** Undefined, and nothing changes, when it is no longer at the version that was read. */
  change(request: DocumentRequest, changes: DocumentRequestChanges): Promise<DocumentRequest | undefined>;
}
