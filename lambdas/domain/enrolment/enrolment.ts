import type {
  AssuranceLevel,
  DocumentType,
  EnrolmentStep,
  IdentityForm,
  Language,
  PictureSide,
} from '../../contracts/enrolment.ts';
import type { NextRoute } from '../../contracts/problem.ts';
import type { VideoChallenge } from '../video-challenge/video-challenge.ts';

/** A document picture as judged: what it is, where it lies, whether it can be read. */
export interface JudgedPicture {
  readonly side: PictureSide;
  /** Name of the upload; the object is `<enrolment>/<upload>`. */
  readonly upload: string;
  /** Object the recognisers read: the upload itself, or the picture taken out of a PDF. */
  readonly readable: string;
  readonly legible: boolean;
  readonly reason?: string;
  /** A machine-readable zone was read on this side. */
  readonly zoneRead: boolean;
  readonly judgedAt: string;
}

/** The confirmed video: which challenge it answers and where its parts lie. */
export interface Recording {
  readonly attempt: string;
  readonly digits: string;
  readonly video: string;
  readonly frames: Readonly<Record<'face-1' | 'face-2' | 'face-3' | 'document', string>>;
  readonly confirmedAt: string;
}

/** A code or link on its way; the address itself is in the sealed part. */
export interface PendingProof {
  readonly kind: 'email' | 'phone';
  /** Keyed hash of the address: a code proves exactly this one. */
  readonly handle: string;
  readonly codeLength: number;
  readonly expiresAt: string;
  readonly resendAt: string;
  readonly triesLeft: number;
}

export interface EnrolmentDecision {
  /** The submission it is about. */
  readonly attempt: number;
  readonly outcome: 'accepted' | 'rejected' | 'retry';
  readonly reasons: readonly string[];
  readonly decidedAt: string;
  readonly next: readonly NextRoute[];
}

/** One person's way through enrolment. Instants are ISO 8601; whatever tells who the person is stays in `sealed`. */
export interface Enrolment {
  readonly id: string;
  /** Short code a person can read out to support or a clerk: `K7PX-4M2Q`. */
  readonly reference: string;
  /** Counts changes; every update is conditional on it. Starts at 1. */
  readonly version: number;
  readonly step: EnrolmentStep;
  readonly level: AssuranceLevel;
  readonly language: Language;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** The person's data key (encryption context `{person: <enrolment id>}`); empty after erasure. */
  readonly wrappedKey: string;
  /** `EnrolledPerson`, sealed; empty after erasure. */
  readonly sealed: string;
  /** Keyed hashes of the proved addresses. */
  readonly emailHandle?: string;
  readonly phoneHandle?: string;
  readonly pending?: PendingProof;
  readonly documentType?: DocumentType;
  readonly channel?: 'online' | 'counter';
  readonly letter?: { readonly id: string; readonly submittedAt: string; readonly openedAt?: string };
  readonly pictures: readonly JudgedPicture[];
  readonly challenge?: VideoChallenge;
  readonly recording?: Recording;
  /** Number of the submission, 0 before the first. */
  readonly attempt: number;
  readonly submittedAt?: string;
  /** By when a decision is due (A9). */
  readonly deadline?: string;
  /** Set when the verification machine was started for this attempt. */
  readonly startedAttempt?: number;
  /** `Findings` of the examiner, sealed; belongs to `attempt`. */
  readonly findings?: string;
  readonly decision?: EnrolmentDecision;
  /** Epoch seconds: a request that is never submitted is forgotten then (time to live). */
  readonly expiresAt?: number;
  /** Id reserved for the account before it is made, so that a repeated conclusion makes the same one. */
  readonly accountId?: string;
}

/** What a person told about themselves. */
export interface EnrolledPerson {
  /** Answers at the eligibility gate (A1). */
  readonly declared: {
    readonly birthdate: string;
    readonly countryOfResidence: string;
    readonly documentType: string;
    readonly documentExpiry?: string;
  };
  readonly email?: string;
  /** E.164. */
  readonly phone?: string;
  readonly pendingEmail?: string;
  readonly pendingPhone?: string;
  readonly form?: IdentityForm;
}

/** What may change; a member that is `undefined` is removed. */
export type EnrolmentChanges = {
  readonly [Name in keyof Omit<Enrolment, 'id' | 'reference' | 'version' | 'createdAt' | 'updatedAt'>]?:
    | Enrolment[Name]
    | undefined;
};

/** Sides of a document that must be pictured: cards have a back (A7). */
export function sidesOf(documentType: DocumentType): readonly PictureSide[] {
  return documentType === 'passport' ? ['front'] : ['front', 'back'];
}

export function pictureOf(enrolment: Enrolment, side: PictureSide): JudgedPicture | undefined {
  return enrolment.pictures.find((picture) => picture.side === side);
}
