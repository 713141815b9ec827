import type { Language } from '../../contracts/enrolment.ts';
import type { ApplicationStatus, FormValues } from '../../contracts/procedures.ts';

/**
 * A citizen's application to an authority (E5): `draft` → `submitted` → `answered`, or `withdrawn` before the answer. What it says is
 * sealed under the applicant's key; every change is conditional on the version.
 */
export interface Application {
  readonly id: string;
  readonly procedure: string;
  readonly procedureVersion: number;
  /** Account id. */
  readonly applicantId: string;
  /** Organisation that receives it, and its name when it was chosen. */
  readonly authorityId: string;
  readonly authorityName: string;
  /** Of the documents that are made for it. */
  readonly language: Language;
  readonly status: ApplicationStatus;
  /** The request that stands for each document of the procedure, by the document's id. */
  readonly requests: Readonly<Record<string, string>>;
  /** `Draft`, sealed. */
  readonly sealed: string;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly changedAt: string;
  readonly submittedAt?: string;
  /** SHA-256 of the signed application (CMS), base64url. */
  readonly digest?: string;
  /** `SignedCopy` of the application, sealed. */
  readonly submission?: string;
  /** When the receipt lay in the applicant's safe. */
  readonly receiptAt?: string;
  readonly answeredAt?: string;
  readonly outcome?: string;
  /** SHA-256 of the sealed answer (CMS), base64url. */
  readonly answerDigest?: string;
  /** `SignedCopy` of the answer, sealed. */
  readonly answer?: string;
  readonly answerFiledAt?: string;
  readonly version: number;
}

export interface Draft {
  readonly values: FormValues;
}

/** A signed document as it is kept. */
export interface SignedCopy {
  /** CMS with its content attached, base64 DER. */
  readonly signature: string;
  /** The content as it was verified when it came in: canonical JSON. */
  readonly content: string;
}

export type ApplicationChanges = Partial<Omit<Application, 'id' | 'applicantId' | 'createdAt' | 'version'>>;
