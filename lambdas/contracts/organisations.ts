import * as v from 'valibot';

/** What a person may do for an organisation (E3); the words stand in `web/i18n/<lang>/organisation.ts` as `authority.<code>`. */
export const AUTHORITY_CODES = [
  'employment-certificate',
  'sign-contracts',
  'financial-documents',
  'hr-requests',
  'official-answers',
] as const;
export const AuthorityCode = v.picklist(AUTHORITY_CODES);
export type AuthorityCode = v.InferOutput<typeof AuthorityCode>;

/** Authorities that issue attributes (E-07 “issuing CA”): one, until others join. */
export const ATTRIBUTE_AUTHORITIES = ['guichet'] as const;
/** Where the issued attribute is kept (E-07): in the safe of the person's post-office box, or downloaded to an own device. */
export const KEEPING_PLACES = ['safe', 'own-device'] as const;
export const ORGANISATION_KINDS = ['company', 'municipality', 'agency'] as const;
export const OrganisationKind = v.picklist(ORGANISATION_KINDS);

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
/** French corporate number; its check digit is judged by the domain. */
export const CorporateNumber = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/\s/g, '')),
  v.regex(/^\d{9}$/),
);
/** CMS or another signed file, base64. (valibot's own `base64` overflows the stack from about a million characters.) */
export const Base64 = (maxCharacters: number) =>
  v.pipe(
    v.string(),
    v.minLength(4),
    v.maxLength(maxCharacters),
    v.regex(/^[A-Za-z0-9+/]+={0,2}$/),
    v.check((text) => text.length % 4 === 0),
  );

/** A paper shown to the counter: its digest binds what the operator sees to what was announced (D9). */
export const RegistrationDocument = v.strictObject({
  /** SHA-256 of the file, base64url. */
  digest: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  size: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50_000_000)),
  /** Item of the person's safe that holds the file, if it is kept there. */
  safeItem: v.optional(v.pipe(v.string(), v.maxLength(128))),
});
export type RegistrationDocument = v.InferOutput<typeof RegistrationDocument>;

/** POST /api/organisations: the person who asks becomes its representative once an operator admits it (D9). */
export const RegisterOrganisationRequest = v.strictObject({
  number: CorporateNumber,
  name: Text(120),
  kind: OrganisationKind,
  town: Text(80),
  taxNumber: v.pipe(
    v.string(),
    v.transform((typed) => typed.replace(/\s/g, '').toUpperCase()),
    v.regex(/^FR[0-9A-Z]{2}\d{9}$/),
  ),
  powerOfAttorney: RegistrationDocument,
  registerExtract: RegistrationDocument,
});
export type RegisterOrganisationRequest = v.InferOutput<typeof RegisterOrganisationRequest>;

export const OrganisationView = v.object({
  id: v.string(),
  name: v.string(),
  kind: OrganisationKind,
  town: v.string(),
  status: v.picklist(['pending', 'active', 'refused', 'suspended']),
  /** What the caller is there; absent for a stranger. */
  role: v.optional(v.picklist(['representative', 'delegate'])),
  /** For its representative: the live corporate certificate or official seal, serial in hex. */
  certificate: v.optional(v.object({ serial: v.string(), kind: v.string(), notAfter: v.string() })),
  registeredAt: v.optional(v.string()),
});
export type OrganisationView = v.InferOutput<typeof OrganisationView>;
export const OrganisationsView = v.object({ organisations: v.array(OrganisationView) });

const Day = v.pipe(v.string(), v.isoDate());

/** POST /api/attribute-requests: the delegate's first three screens (E-07…E-09). */
export const RequestAttributesRequest = v.strictObject({
  organisation: CorporateNumber,
  attributeAuthority: v.picklist(ATTRIBUTE_AUTHORITIES),
  /** First and last day of the period. */
  from: Day,
  until: Day,
  keeping: v.picklist(KEEPING_PLACES),
  department: Text(80),
  post: Text(80),
  authorities: v.pipe(
    v.array(AuthorityCode),
    v.minLength(1),
    v.checkItems((code, at, all) => all.indexOf(code) === at),
  ),
});
export type RequestAttributesRequest = v.InferOutput<typeof RequestAttributesRequest>;

/** What the delegate signs: canonical JSON of this (docs/organisations.md). */
export const AttributeRequestDocument = v.object({
  document: v.literal('attribute-request'),
  id: v.string(),
  createdAt: v.string(),
  holder: v.object({
    name: v.string(),
    certificate: v.object({ issuer: v.string(), serial: v.string() }),
  }),
  organisation: v.object({ number: v.string(), name: v.string() }),
  department: v.string(),
  post: v.string(),
  authorities: v.array(AuthorityCode),
  notBefore: v.string(),
  notAfter: v.string(),
  attributeAuthority: v.picklist(ATTRIBUTE_AUTHORITIES),
  keeping: v.picklist(KEEPING_PLACES),
});
export type AttributeRequestDocument = v.InferOutput<typeof AttributeRequestDocument>;

export const ATTRIBUTE_REQUEST_STATES = [
  'draft',
  'signed',
  'approved',
  'issued',
  'refused',
  'expired',
] as const;

export const AttributeRequestView = v.object({
  id: v.string(),
  state: v.picklist(ATTRIBUTE_REQUEST_STATES),
  document: AttributeRequestDocument,
  /** The exact bytes this caller has to sign now, base64: the request for the delegate, the approval for the representative. */
  toSign: v.optional(v.string()),
  signedAt: v.optional(v.string()),
  decidedAt: v.optional(v.string()),
  /** Why the representative refused. */
  reason: v.optional(v.string()),
  validUntil: v.string(),
});
export type AttributeRequestView = v.InferOutput<typeof AttributeRequestView>;
export const AttributeRequestsView = v.object({ requests: v.array(AttributeRequestView) });

const SIGNATURE_CHARACTERS = 48_000;

/** POST /api/attribute-requests/{request}/signature: CMS attached, made with the SIGNATURE certificate. */
export const SignAttributeRequestRequest = v.strictObject({ signature: Base64(SIGNATURE_CHARACTERS) });
export type SignAttributeRequestRequest = v.InferOutput<typeof SignAttributeRequestRequest>;

/**
 * POST /api/attribute-requests/{request}/approval: “I have checked”, and the CMS made with the corporate certificate. A request that is
 * approved already but was cut off before its attribute was issued is finished without a second signature.
 */
export const ApproveAttributeRequestRequest = v.strictObject({
  checked: v.literal(true),
  signature: v.optional(Base64(SIGNATURE_CHARACTERS)),
});
export type ApproveAttributeRequestRequest = v.InferOutput<typeof ApproveAttributeRequestRequest>;

export const RefuseAttributeRequestRequest = v.strictObject({ reason: Text(500) });
export type RefuseAttributeRequestRequest = v.InferOutput<typeof RefuseAttributeRequestRequest>;

export const AttributeView = v.object({
  id: v.string(),
  organisation: v.object({ number: v.string(), name: v.string() }),
  department: v.string(),
  post: v.string(),
  authorities: v.array(AuthorityCode),
  notBefore: v.string(),
  notAfter: v.string(),
  status: v.picklist(['good', 'revoked', 'expired']),
  revokedAt: v.optional(v.string()),
  issuedAt: v.string(),
  /** Serial of the certificate it is bound to. */
  holderCertificate: v.string(),
  /** Whether the caller is its holder; else the organisation's representative. */
  own: v.boolean(),
  /** The holder's name, for the representative. */
  holder: v.optional(v.string()),
  /** The sealed record, base64 DER, for its holder. */
  record: v.optional(v.string()),
});
export type AttributeView = v.InferOutput<typeof AttributeView>;
/** GET /api/attributes (own) and ?organisation=… (its representative). */
export const AttributesView = v.object({ attributes: v.array(AttributeView) });

/** Four megabytes, as much as the public verification takes. */
export const CHECKED_CHARACTERS = 5_400_000;

/** POST /api/attributes/check: “Show attributes” of any signed file (E4). */
export const CheckAuthorityRequest = v.strictObject({
  /** CMS with its content attached, base64. */
  document: Base64(CHECKED_CHARACTERS),
  authority: AuthorityCode,
  /** Only as good when given for this organisation. */
  organisation: v.optional(CorporateNumber),
});
export type CheckAuthorityRequest = v.InferOutput<typeof CheckAuthorityRequest>;

/** Why a signed document does not bind the organisation; each has its own sentence (`authority-failure.<code>`). */
export const AUTHORITY_FAILURES = [
  'signature-invalid',
  'wrong-certificate-kind',
  'certificate-suspended',
  'certificate-revoked',
  'no-attribute',
  'attribute-not-of-this-certificate',
  'attribute-record-invalid',
  'attribute-not-yet-valid',
  'attribute-expired',
  'attribute-revoked',
  'out-of-scope',
  'other-organisation',
  'organisation-not-active',
  'delegate-signature-invalid',
  'self-approved',
  'approval-invalid',
  'approval-certificate-revoked',
] as const;
export type AuthorityFailure = (typeof AUTHORITY_FAILURES)[number];

const SignatureOfChain = v.object({
  by: v.string(),
  serial: v.string(),
  at: v.optional(v.string()),
  valid: v.boolean(),
});

/** What “Show attributes” shows. */
export const AuthorityView = v.object({
  authorised: v.boolean(),
  failures: v.array(v.picklist(AUTHORITY_FAILURES)),
  authority: AuthorityCode,
  checkedAt: v.string(),
  /** `attribute`: a delegate signed; `organisation`: the organisation itself did, with its corporate certificate or official seal. */
  basis: v.optional(v.picklist(['attribute', 'organisation'])),
  /** Who signed the document, and when it is judged to have been signed. */
  signer: v.optional(v.object({ name: v.string(), serial: v.string(), signedAt: v.string() })),
  organisation: v.optional(v.object({ number: v.string(), name: v.string() })),
  attribute: v.optional(
    v.object({
      department: v.string(),
      post: v.string(),
      authorities: v.array(AuthorityCode),
      notBefore: v.string(),
      notAfter: v.string(),
      revokedAt: v.optional(v.string()),
    }),
  ),
  /** Both signatures from which the attribute was issued. */
  delegateSignature: v.optional(SignatureOfChain),
  approval: v.optional(SignatureOfChain),
});
export type AuthorityView = v.InferOutput<typeof AuthorityView>;
