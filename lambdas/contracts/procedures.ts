import * as v from 'valibot';
import type { Language } from './enrolment.ts';
import type { AuthorityCode, AuthorityView, ORGANISATION_KINDS } from './organisations.ts';

/**
 * A procedure as data (E5): what an authority asks of a citizen, which documents others must certify, who must sign what.
 * Another procedure is another declaration (`domain/procedure/procedures/`), no code.
 */

export type Texts = Readonly<Record<Language, string>>;

/** The four attributes of a SIGNATURE certificate; a field that names one is filled in beforehand. */
export const FOUR_ATTRIBUTES = ['name', 'sex', 'birthdate', 'address'] as const;
export type FourAttribute = (typeof FOUR_ATTRIBUTES)[number];

interface AnyField {
  /** Letters, digits and hyphens; unique within a form. */
  readonly id: string;
  readonly label: Texts;
  readonly hint?: Texts;
  readonly optional?: boolean;
  readonly prefill?: FourAttribute;
}
export interface TextField extends AnyField {
  readonly type: 'text';
  /** Characters. */
  readonly maxLength: number;
  /** Lines to write on; one unless told. */
  readonly lines?: number;
}
export interface DateField extends AnyField {
  readonly type: 'date';
  /** The first and last day that may be given. */
  readonly earliest?: 'today' | string;
  readonly latest?: 'today' | string;
}
export interface ChoiceField extends AnyField {
  readonly type: 'choice';
  readonly choices: readonly { readonly value: string; readonly label: Texts }[];
}
export interface NumberField extends AnyField {
  readonly type: 'number';
  readonly min: number;
  readonly max: number;
  /** Digits after the decimal point; whole numbers unless told. */
  readonly decimals?: number;
  readonly unit?: Texts;
}
export interface AddressField extends AnyField {
  readonly type: 'address';
}
export type FormField = TextField | DateField | ChoiceField | NumberField | AddressField;

export interface FormSection {
  readonly id: string;
  readonly title: Texts;
  readonly text?: Texts;
  readonly fields: readonly FormField[];
}

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** A document that somebody else certifies and that goes with the application. */
export interface RequiredDocument {
  readonly id: string;
  readonly title: Texts;
  readonly text: Texts;
  readonly optional?: boolean;
  readonly issuer: {
    readonly kind: OrganisationKind;
    /** The authority (`contracts/organisations.ts`) that the person who signs must hold. */
    readonly authority: AuthorityCode;
  };
  /** What the citizen tells the issuer. */
  readonly request: readonly FormSection[];
  /** What the issuer certifies. */
  readonly form: readonly FormSection[];
}

/** Levels of signature (D1), the lower first. */
export const SIGNATURE_LEVELS = ['simple', 'unqualified', 'qualified'] as const;
export type SignatureLevel = (typeof SIGNATURE_LEVELS)[number];

export interface Procedure {
  readonly id: string;
  /** Changes with every change of the forms; a draft of an older version must be begun anew. */
  readonly version: number;
  readonly title: Texts;
  readonly summary: Texts;
  /** Who receives it and decides. */
  readonly authority: OrganisationKind;
  readonly sections: readonly FormSection[];
  readonly documents: readonly RequiredDocument[];
  /** The level of signature that submitting demands (D1). */
  readonly signature: SignatureLevel;
  readonly answer: {
    /** What a clerk must hold to see the applications; the seal is the organisation's own. */
    readonly authority: AuthorityCode;
    readonly outcomes: readonly {
      readonly value: string;
      readonly label: Texts;
      readonly positive: boolean;
    }[];
    /** The certificate that must seal the answer. */
    readonly seal: 'official-seal' | 'corporate';
  };
}

/** What a form holds; numbers and dates as text, so that one text always has one canonical form. */
export const AddressValue = v.strictObject({
  street: v.pipe(v.string(), v.maxLength(2000)),
  postalCode: v.pipe(v.string(), v.maxLength(2000)),
  city: v.pipe(v.string(), v.maxLength(2000)),
  country: v.pipe(v.string(), v.maxLength(2000)),
});
export type AddressValue = v.InferOutput<typeof AddressValue>;
/** Wider than any field: what is too long for its own field is told by name (`field.too-long`). */
const FieldValue = v.union([v.pipe(v.string(), v.maxLength(20_000)), AddressValue]);
export const FormValues = v.pipe(
  v.record(v.pipe(v.string(), v.maxLength(64)), FieldValue),
  v.check((values) => Object.keys(values).length <= 200),
);
export type FormValues = v.InferOutput<typeof FormValues>;
export interface FieldProblem {
  readonly field: string;
  readonly code: string;
}

const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

/** A CMS SignedData with its content, base64 DER. */
export const SIGNED_BYTES = 100_000;
const SignedBase64 = v.pipe(
  v.string(),
  v.minLength(4),
  v.maxLength(Math.ceil(SIGNED_BYTES / 3) * 4),
  v.base64(),
);
/** Largest JSON body that carries such a signature. */
export const SIGNED_BODY_BYTES = 140_000;

/** POST /api/applications */
export const StartApplicationRequest = v.strictObject({ procedure: Id, authority: Id });
/** PUT /api/applications/{application}: what was entered so far; `version` is the one last shown. */
export const FillApplicationRequest = v.strictObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  authority: v.optional(Id),
  values: FormValues,
});
/** POST /api/applications/{application}/document-requests: asks an issuer, or hands in a document of one's own safe. */
export const RequestDocumentRequest = v.variant('from', [
  v.strictObject({ from: v.literal('issuer'), document: Id, issuer: Id, values: FormValues }),
  v.strictObject({
    from: v.literal('safe'),
    document: Id,
    item: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  }),
]);
export type RequestDocumentRequest = v.InferOutput<typeof RequestDocumentRequest>;
/** POST /api/applications/{application}/signature: CMS over exactly the bytes of `ApplicationView.toSign`. */
export const SignatureRequest = v.strictObject({ signature: SignedBase64 });
/**
 * POST /api/document-requests/{request}/issuance: first the values, answered with the bytes to sign (nothing is kept), then the CMS
 * over those bytes.
 */
export const IssueDocumentRequest = v.union([v.strictObject({ values: FormValues }), SignatureRequest]);
/** POST /api/document-requests/{request}/refusal */
export const RefuseDocumentRequest = v.strictObject({
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(1000)),
});
/** POST /api/organisations/{organisation}/applications/{application}/answer: as for issuing. */
export const AnswerApplicationRequest = v.union([
  v.strictObject({ outcome: Id, text: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4000)) }),
  SignatureRequest,
]);

/** The bytes to sign, base64; they are the document itself (canonical JSON). */
export interface ToSign {
  readonly toSign: string;
}

export interface OrganisationChoice {
  readonly id: string;
  readonly name: string;
  readonly kind: OrganisationKind;
  readonly town: string;
}
/** GET /api/procedures */
export interface ProceduresView {
  readonly procedures: readonly Procedure[];
  /** Active organisations: who may receive, who may certify. */
  readonly organisations: readonly OrganisationChoice[];
}

export const APPLICATION_STATUSES = ['draft', 'submitted', 'answered', 'withdrawn'] as const;
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];
export const DOCUMENT_REQUEST_STATUSES = ['requested', 'issued', 'refused', 'withdrawn'] as const;
export type DocumentRequestStatus = (typeof DOCUMENT_REQUEST_STATUSES)[number];

export interface ApplicationSummary {
  readonly id: string;
  readonly procedure: string;
  readonly authority: { readonly id: string; readonly name: string };
  readonly status: ApplicationStatus;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly changedAt: string;
  readonly submittedAt?: string;
  readonly answeredAt?: string;
  readonly outcome?: string;
}
/** GET /api/applications */
export interface ApplicationsView {
  readonly applications: readonly ApplicationSummary[];
}

/** Where a required document stands, as the citizen sees it. */
export interface DocumentProgress {
  readonly document: string;
  readonly request?: string;
  readonly status: DocumentRequestStatus | 'missing';
  readonly issuer?: { readonly id: string; readonly name: string };
  readonly requestedAt?: string;
  readonly decidedAt?: string;
  /** Why the issuer refused. */
  readonly reason?: string;
  /** What was certified, once issued. */
  readonly content?: IssuedContent;
}

/** GET /api/applications/{application} */
export interface ApplicationView extends ApplicationSummary {
  readonly version: number;
  readonly values: FormValues;
  readonly applicant: Applicant;
  readonly documents: readonly DocumentProgress[];
  /** What is still missing or wrong before it can be signed; a document as `document:<id>`. */
  readonly problems: readonly FieldProblem[];
  /** When nothing is: the bytes to sign, base64 (`ApplicationContent` as canonical JSON). */
  readonly toSign?: string;
  /** SHA-256 of the signed application as received, base64url. */
  readonly digest?: string;
  readonly answer?: AnswerContent & { readonly signature: string };
}

export interface Applicant {
  readonly name: string;
  readonly sex: string;
  /** `YYYY-MM-DD` */
  readonly birthdate: string;
  readonly address: string;
}

/** The document a citizen signs to apply. */
export interface ApplicationContent {
  readonly type: 'guichet/application';
  readonly application: string;
  readonly procedure: { readonly id: string; readonly version: number; readonly title: string };
  readonly authority: { readonly id: string; readonly name: string };
  readonly applicant: Applicant;
  readonly values: FormValues;
  readonly documents: readonly AttachedDocument[];
}
export interface AttachedDocument {
  readonly document: string;
  readonly request: string;
  readonly issuer: { readonly id: string; readonly name: string };
  /** SHA-256 of the signed document (CMS), base64url. */
  readonly digest: string;
}

/** The document an issuer signs. */
export interface IssuedContent {
  readonly type: 'guichet/document';
  readonly document: string;
  readonly procedure: { readonly id: string; readonly version: number; readonly title: string };
  readonly request: string;
  readonly issuer: { readonly id: string; readonly name: string };
  /** Whom it is about. */
  readonly person: { readonly name: string; readonly birthdate: string };
  /** `YYYY-MM-DD` */
  readonly issuedOn: string;
  readonly values: FormValues;
}

/** The document an authority seals to answer. */
export interface AnswerContent {
  readonly type: 'guichet/answer';
  readonly application: string;
  /** SHA-256 of the signed application that it answers, base64url. */
  readonly digest: string;
  readonly procedure: { readonly id: string; readonly version: number; readonly title: string };
  readonly authority: { readonly id: string; readonly name: string };
  readonly applicant: { readonly name: string; readonly birthdate: string };
  readonly outcome: string;
  readonly text: string;
  /** `YYYY-MM-DD` */
  readonly decidedOn: string;
}

export interface DocumentRequestSummary {
  readonly id: string;
  readonly procedure: string;
  readonly document: string;
  readonly status: DocumentRequestStatus;
  readonly person: { readonly name: string; readonly birthdate: string };
  readonly requestedAt: string;
  readonly decidedAt?: string;
}
/** GET /api/organisations/{organisation}/document-requests */
export interface DocumentRequestsView {
  readonly requests: readonly DocumentRequestSummary[];
}
/** GET /api/document-requests/{request} */
export interface DocumentRequestView extends DocumentRequestSummary {
  readonly issuer: { readonly id: string; readonly name: string };
  readonly values: FormValues;
  readonly required: RequiredDocument;
  readonly reason?: string;
  readonly content?: IssuedContent;
  readonly signature?: string;
}

export interface ReceivedSummary {
  readonly id: string;
  readonly procedure: string;
  readonly title: Texts;
  readonly status: ApplicationStatus;
  readonly applicant: { readonly name: string; readonly birthdate: string };
  readonly submittedAt: string;
  readonly answeredAt?: string;
  readonly outcome?: string;
}
/** GET /api/organisations/{organisation}/applications?from=YYYY-MM-DD&to=YYYY-MM-DD[&after=…] */
export interface ReceivedApplicationsView {
  readonly applications: readonly ReceivedSummary[];
  /** Give it as `after` for the next page. */
  readonly next?: string;
}

/** What a verified signature says, shortened for a page; `failure` is one of `VERIFICATION_FAILURES` or of ours. */
export interface SignatureView {
  readonly valid: boolean;
  readonly failure?: string;
  readonly signer?: string;
  readonly issuedBy?: string;
  readonly kind?: string;
  readonly serial?: string;
  readonly claimedAt?: string;
  readonly stampedAt?: string;
}

export interface ReceivedDocument {
  readonly document: string;
  readonly title: Texts;
  readonly issuer: { readonly id: string; readonly name: string };
  readonly content?: IssuedContent;
  /** CMS, base64. */
  readonly signature: string;
  readonly digest: string;
  /** E2: what the application names is what was issued to this person, by request, and delivered. */
  readonly delivery: DeliveryView;
  readonly verification: SignatureView;
}
export interface DeliveryView {
  readonly confirmed: boolean;
  /** `digest-differs`, `not-issued`, `another-person`, `another-request`, `not-delivered` */
  readonly failures: readonly string[];
  readonly requestedAt?: string;
  readonly issuedAt?: string;
  readonly deliveredAt?: string;
}

/** GET /api/organisations/{organisation}/applications/{application} */
export interface ReceivedApplicationView extends ReceivedSummary {
  readonly definition: Procedure;
  readonly content: ApplicationContent;
  /** CMS, base64. */
  readonly signature: string;
  readonly digest: string;
  readonly verification: SignatureView;
  readonly documents: readonly ReceivedDocument[];
  readonly answer?: AnswerContent & { readonly signature: string };
}

/** GET /api/organisations/{organisation}/applications/{application}/attributes?document=… (E4): judged at that moment. */
export interface AttributesView {
  readonly document: string;
  readonly title: Texts;
  readonly issuer: { readonly id: string; readonly name: string };
  /** Whether the signer may certify such a document for that organisation, now. */
  readonly authority: AuthorityView;
  readonly delivery: DeliveryView;
}
