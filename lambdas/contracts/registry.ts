import * as v from 'valibot';
import { CertificateView } from './certificates.ts';
import { AssuranceLevel, Language } from './enrolment.ts';
import { OrganisationKind } from './organisations.ts';

/** POST /api/registry/search: exact values only; nothing personal is answered. */
export const RegistrySearchRequest = v.strictObject({
  by: v.picklist(['phone', 'email', 'certificate', 'account']),
  value: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(254)),
});
export type RegistrySearchRequest = v.InferOutput<typeof RegistrySearchRequest>;

export const RegistryEntry = v.object({
  account: v.string(),
  status: v.picklist(['pending', 'active', 'suspended', 'closed']),
  level: AssuranceLevel,
  verifiedAt: v.string(),
});
export type RegistryEntry = v.InferOutput<typeof RegistryEntry>;
export const RegistrySearchView = v.object({ people: v.array(RegistryEntry) });

/** Why an operator stops an identity. `misuse`: somebody else has it. */
export const SUSPENSION_REASONS = ['on-request', 'misuse', 'doubtful-identity', 'death'] as const;
export type SuspensionReason = (typeof SUSPENSION_REASONS)[number];
/** POST /api/registry/people/{account}/suspension (B11), after identification or ex officio. */
export const PersonSuspensionRequest = v.strictObject({
  reason: v.picklist(SUSPENSION_REASONS),
  identified: v.literal(true),
});
export type PersonSuspensionRequest = v.InferOutput<typeof PersonSuspensionRequest>;

/** How the operator knows that it concerns this person; recorded with everything that is looked at. */
export const IDENTIFICATIONS = ['in-person', 'by-letter', 'ex-officio'] as const;
export const Identification = v.picklist(IDENTIFICATIONS);
export type Identification = v.InferOutput<typeof Identification>;

/** GET /api/registry/people/{account}?identified=…: opens personal data; recorded, and told to the person. */
export const RegistryPersonView = v.object({
  ...RegistryEntry.entries,
  language: Language,
  suspension: v.optional(
    v.object({ reason: v.picklist(SUSPENSION_REASONS), by: v.string(), at: v.string() }),
  ),
  identity: v.object({
    givenName: v.string(),
    familyName: v.string(),
    birthdate: v.string(),
    gender: v.picklist(['male', 'female']),
    address: v.optional(v.string()),
    documentExpiry: v.optional(v.string()),
    email: v.string(),
    phone: v.string(),
  }),
  pin: v.picklist(['none', 'good', 'locked']),
  signingKeys: v.array(
    v.object({
      key: v.string(),
      createdAt: v.string(),
      locked: v.boolean(),
      organisation: v.optional(v.string()),
      /** Serial of its newest certificate. */
      certificate: v.optional(v.string()),
    }),
  ),
  certificates: v.array(CertificateView),
});
export type RegistryPersonView = v.InferOutput<typeof RegistryPersonView>;

/** POST /api/registry/people/{account}/unlock (C2), after identification. */
export const UnlockRequest = v.strictObject({
  what: v.picklist(['pin', 'signing-password']),
  identified: v.literal(true),
});
export type UnlockRequest = v.InferOutput<typeof UnlockRequest>;
export const UnlockView = v.object({ unlocked: v.number() });

/** POST /api/registry/people/{account}/upgrade-code (D8): what the operator compared, every item. */
export const UpgradeCodeRequest = v.strictObject({
  compared: v.strictObject({
    documentGenuine: v.literal(true),
    samePerson: v.literal(true),
    dataCorrect: v.literal(true),
  }),
});
export type UpgradeCodeRequest = v.InferOutput<typeof UpgradeCodeRequest>;
/** Shown once. */
export const UpgradeCodeView = v.object({ code: v.string(), expiresAt: v.string() });
export type UpgradeCodeView = v.InferOutput<typeof UpgradeCodeView>;

/** Why a counter ends a certificate (C5), and what the revocation list says of it. */
export const COUNTER_REASONS = {
  'key-compromise': 'keyCompromise',
  'on-request': 'cessationOfOperation',
  death: 'cessationOfOperation',
  'recording-error': 'privilegeWithdrawn',
  'no-longer-entitled': 'privilegeWithdrawn',
} as const;
export type CounterReason = keyof typeof COUNTER_REASONS;
/** POST /api/registry/certificates/{serial}/revocation. */
export const CounterRevocationRequest = v.strictObject({
  reason: v.picklist(Object.keys(COUNTER_REASONS) as CounterReason[]),
});
export type CounterRevocationRequest = v.InferOutput<typeof CounterRevocationRequest>;

/** GET /api/registry/organisations?status=pending. */
export const RegistryOrganisation = v.object({
  id: v.string(),
  name: v.string(),
  kind: OrganisationKind,
  town: v.string(),
  status: v.picklist(['pending', 'active', 'refused', 'suspended']),
  representative: v.string(),
  registeredAt: v.string(),
  registration: v.optional(
    v.object({
      taxNumber: v.string(),
      /** SHA-256, base64url, of the papers that were announced: compare with those in your hands. */
      powerOfAttorney: v.object({ digest: v.string(), size: v.number() }),
      registerExtract: v.object({ digest: v.string(), size: v.number() }),
    }),
  ),
  decidedAt: v.optional(v.string()),
  decidedBy: v.optional(v.string()),
});
export type RegistryOrganisation = v.InferOutput<typeof RegistryOrganisation>;
export const RegistryOrganisationsView = v.object({ organisations: v.array(RegistryOrganisation) });

/** POST /api/registry/organisations/{organisation}/decision (E3). To admit, all papers were compared. */
export const OrganisationDecisionRequest = v.variant('decision', [
  v.strictObject({
    decision: v.literal('admit'),
    compared: v.strictObject({
      powerOfAttorney: v.literal(true),
      registerExtract: v.literal(true),
      representative: v.literal(true),
    }),
  }),
  v.strictObject({
    decision: v.literal('refuse'),
    reason: v.picklist(['papers-differ', 'not-representative', 'not-found-in-register', 'withdrawn']),
  }),
]);
export type OrganisationDecisionRequest = v.InferOutput<typeof OrganisationDecisionRequest>;
