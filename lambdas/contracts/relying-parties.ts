import * as v from 'valibot';
import { AssuranceLevel, IdentityForm, Language } from './enrolment.ts';

const Text = (max: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(max));
const Address = Text(2000);
const Addresses = v.pipe(v.array(Address), v.maxLength(50));
const Algorithm = Text(20);
const Jwk = v.pipe(v.looseObject({ kty: v.picklist(['EC', 'RSA', 'OKP']) }));

/** What an owner may say of a client: RFC 7591 §2 with its registered extensions, and `profile`, `purpose`, … of our own. Shapes only. */
const METADATA = {
  client_name: Text(100),
  client_uri: Address,
  logo_uri: v.pipe(v.string(), v.maxLength(40_000)),
  policy_uri: Address,
  tos_uri: Address,
  contacts: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.maxLength(254), v.email())), v.maxLength(10)),
  application_type: v.picklist(['web', 'native']),
  redirect_uris: Addresses,
  post_logout_redirect_uris: Addresses,
  initiate_login_uri: Address,
  response_types: v.array(v.literal('code')),
  grant_types: v.pipe(v.array(Text(60)), v.maxLength(5)),
  subject_type: v.literal('pairwise'),
  sector_identifier_uri: Address,
  scope: Text(500),
  token_endpoint_auth_method: v.picklist([
    'private_key_jwt',
    'client_secret_post',
    'client_secret_basic',
    'tls_client_auth',
    'none',
  ]),
  token_endpoint_auth_signing_alg: Algorithm,
  tls_client_auth_subject_dn: Text(1000),
  tls_client_auth_san_dns: Text(253),
  tls_client_auth_san_uri: Address,
  tls_client_auth_san_ip: Text(45),
  tls_client_auth_san_email: Text(254),
  tls_client_certificate_bound_access_tokens: v.boolean(),
  jwks: v.strictObject({ keys: v.pipe(v.array(Jwk), v.maxLength(10)) }),
  jwks_uri: Address,
  id_token_signed_response_alg: v.picklist(['ES256', 'RS256']),
  id_token_encrypted_response_alg: Algorithm,
  id_token_encrypted_response_enc: Algorithm,
  userinfo_signed_response_alg: v.picklist(['ES256', 'RS256']),
  userinfo_encrypted_response_alg: Algorithm,
  userinfo_encrypted_response_enc: Algorithm,
  authorization_signed_response_alg: v.picklist(['ES256', 'RS256']),
  authorization_encrypted_response_alg: Algorithm,
  authorization_encrypted_response_enc: Algorithm,
  introspection_signed_response_alg: v.picklist(['ES256', 'RS256']),
  introspection_encrypted_response_alg: Algorithm,
  introspection_encrypted_response_enc: Algorithm,
  request_object_signing_alg: Algorithm,
  require_signed_request_object: v.boolean(),
  require_pushed_authorization_requests: v.boolean(),
  dpop_bound_access_tokens: v.boolean(),
  backchannel_logout_uri: Address,
  backchannel_logout_session_required: v.boolean(),
  backchannel_token_delivery_mode: v.picklist(['poll', 'ping']),
  backchannel_client_notification_endpoint: Address,
  backchannel_authentication_request_signing_alg: Algorithm,
  backchannel_user_code_parameter: v.boolean(),
  default_max_age: v.pipe(v.number(), v.integer(), v.minValue(0)),
  require_auth_time: v.boolean(),
  default_acr_values: v.pipe(v.array(Text(100)), v.maxLength(5)),
  profile: v.picklist(['standard', 'franceconnect', 'fapi2', 'fapi2-message-signing']),
  purpose: v.strictObject({
    en: v.optional(Text(120)),
    fr: v.optional(Text(120)),
    ja: v.optional(Text(120)),
  }),
  claim_purposes: v.record(Text(50), Text(200)),
  remember_consent: v.boolean(),
};

export const METADATA_MEMBERS = Object.keys(METADATA) as readonly (keyof typeof METADATA)[];

/** POST, PUT /api/relying-parties: a member nobody knows is a slip of the pen, and told. */
export const ClientMetadata = v.partial(v.strictObject(METADATA));
/** POST, PUT /oauth/register: RFC 7591 §2 has members that are not understood ignored. */
export const OpenClientMetadata = v.partial(v.object(METADATA));
export type ClientMetadata = v.InferOutput<typeof ClientMetadata>;

/** One entry of the file that `npm run clients -- import` reads: metadata, and what operators alone say. */
const OperatorsClient = v.object({
  ...OpenClientMetadata.entries,
  client_id: v.optional(Text(128)),
  client_secret: v.optional(v.pipe(v.string(), v.minLength(32), v.maxLength(512))),
  organisation_id: v.optional(Text(64)),
  resource_server: v.optional(v.boolean()),
  require_pkce: v.optional(v.boolean()),
  sector_identifier: v.optional(Text(255)),
  environment: v.optional(v.picklist(['sandbox', 'production'])),
  status: v.optional(v.picklist(['active', 'blocked'])),
});
export type OperatorsClient = v.InferOutput<typeof OperatorsClient>;

/** The entry, or a sentence for each member whose shape is wrong; members nobody knows are named beside it. */
export function parseOperatorsClient(
  given: unknown,
): { readonly entry: OperatorsClient; readonly unknown: readonly string[] } | readonly string[] {
  const parsed = v.safeParse(OperatorsClient, given);
  if (!parsed.success)
    return parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the entry'}: ${issue.message}`);
  const known = Object.keys(OperatorsClient.entries);
  const unknown = Object.keys(Object(given)).filter((name) => !known.includes(name));
  return { entry: parsed.output, unknown };
}

/** RFC 7592 §2.2: what a client says of itself when it updates its registration. */
export const ClientUpdate = v.object({
  ...OpenClientMetadata.entries,
  client_id: v.string(),
  client_secret: v.optional(v.string()),
  ...Object.fromEntries(
    [
      'registration_access_token',
      'registration_client_uri',
      'client_secret_expires_at',
      'client_id_issued_at',
    ].map((name) => [name, v.optional(v.never())]),
  ),
});
export interface ClientUpdate {
  readonly client_id: string;
  readonly client_secret?: string | undefined;
  readonly metadata: ClientMetadata;
}

/** Metadata from JSON text (RFC 7591 §3.1), or the first member whose shape is wrong; `client_metadata` where it is no JSON object. */
export function parseRegistration(text: string): { readonly metadata: ClientMetadata } | WrongMember {
  const parsed = v.safeParse(OpenClientMetadata, fromJson(text));
  return parsed.success ? { metadata: parsed.output } : wrongMember(parsed.issues[0]);
}

/** The same for an update (RFC 7592 §2.2). */
export function parseClientUpdate(text: string): ClientUpdate | WrongMember {
  const parsed = v.safeParse(ClientUpdate, fromJson(text));
  if (!parsed.success) return wrongMember(parsed.issues[0]);
  const { client_id, client_secret, ...metadata } = parsed.output;
  return { client_id, client_secret, metadata };
}

export interface WrongMember {
  readonly wrong: string;
}

const wrongMember = (issue: v.BaseIssue<unknown>): WrongMember => ({
  wrong: String(issue.path?.[0]?.key ?? 'client_metadata'),
});

/** As much as the portal takes; the store would refuse a record of 400 KB as a fault of ours. */
const LONGEST_METADATA = 65_536;

function fromJson(text: string): unknown {
  if (text.length > LONGEST_METADATA) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? undefined : value;
  } catch {
    return undefined;
  }
}

/** PUT /api/relying-parties/{client}: the version it is based on, so that nobody overwrites what they have not seen. */
export const ChangeClientRequest = v.strictObject({
  version: v.pipe(v.number(), v.integer()),
  metadata: ClientMetadata,
});
export type ChangeClientRequest = v.InferOutput<typeof ChangeClientRequest>;

/** POST /api/relying-parties/{client}/secret. `keepOld: false` where the old one leaked: it is worthless at once. */
export const RotateSecretRequest = v.strictObject({ keepOld: v.optional(v.boolean(), true) });
export type RotateSecretRequest = v.InferOutput<typeof RotateSecretRequest>;

export const CHECKS = ['redirect-uris', 'keys', 'sector', 'presentation', 'purposes', 'contacts'] as const;
export type Check = (typeof CHECKS)[number];

/** `sentence` is in the language of the person (or of `?language=`). */
export const CheckView = v.object({
  check: v.picklist(CHECKS),
  result: v.picklist(['passed', 'failed']),
  code: v.string(),
  sentence: v.string(),
});
export type CheckView = v.InferOutput<typeof CheckView>;
export const ChecksView = v.object({ at: v.string(), checks: v.array(CheckView) });
export type ChecksView = v.InferOutput<typeof ChecksView>;

/**
 * `sandbox`: personas only · `in-review`: an operator decides · `refused` · `production` · `change-in-review`, `change-refused`,
 * `changed`: live as approved, with changes that are not · `blocked`: by an operator.
 */
export const RELYING_PARTY_STATES = [
  'sandbox',
  'in-review',
  'refused',
  'production',
  'changed',
  'change-in-review',
  'change-refused',
  'blocked',
] as const;
export const RelyingPartyState = v.picklist(RELYING_PARTY_STATES);
export type RelyingPartyState = v.InferOutput<typeof RelyingPartyState>;

export const REFUSAL_REASONS = [
  'unclear-purpose',
  'too-much-data',
  'not-its-own-address',
  'impersonation',
  'other',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const RelyingPartySummary = v.object({
  client: v.string(),
  name: v.string(),
  state: RelyingPartyState,
  registeredAt: v.string(),
});
export type RelyingPartySummary = v.InferOutput<typeof RelyingPartySummary>;

/** GET /api/relying-parties. `limit`: how many a person may have; 0 where people may not register. */
export const RelyingPartiesView = v.object({
  relyingParties: v.array(RelyingPartySummary),
  limit: v.number(),
});
export type RelyingPartiesView = v.InferOutput<typeof RelyingPartiesView>;

/** GET /api/relying-parties/{client}. */
export const RelyingPartyView = v.object({
  ...RelyingPartySummary.entries,
  version: v.number(),
  issuer: v.string(),
  /** As it is live. */
  metadata: ClientMetadata,
  /** As it would be once approved. */
  proposed: v.optional(ClientMetadata),
  hasSecret: v.boolean(),
  /** The old secret is good until then. */
  oldSecretUntil: v.optional(v.string()),
  checks: v.optional(ChecksView),
  decision: v.optional(
    v.object({
      at: v.string(),
      outcome: v.picklist(['approved', 'refused']),
      reason: v.optional(v.picklist(REFUSAL_REASONS)),
      note: v.optional(v.string()),
    }),
  ),
});
export type RelyingPartyView = v.InferOutput<typeof RelyingPartyView>;

/** The answer to POST /api/relying-parties and to a change that made a secret: `secret` is shown here and never again. */
export const RelyingPartyMade = v.object({ ...RelyingPartyView.entries, secret: v.optional(v.string()) });
export type RelyingPartyMade = v.InferOutput<typeof RelyingPartyMade>;
export const SecretView = v.object({ secret: v.string(), oldSecretUntil: v.optional(v.string()) });
export type SecretView = v.InferOutput<typeof SecretView>;

/** GET /api/relying-parties/{client}/errors, newest first. */
export const ClientErrorsView = v.object({
  errors: v.array(
    v.object({
      at: v.string(),
      endpoint: v.string(),
      code: v.string(),
      sentence: v.string(),
      requestId: v.string(),
    }),
  ),
});
export type ClientErrorsView = v.InferOutput<typeof ClientErrorsView>;

/** POST /api/relying-party-tokens: the initial access token of RFC 7591 §3. */
export const RegistrationTokenView = v.object({
  token: v.string(),
  expiresAt: v.string(),
  endpoint: v.string(),
});
export type RegistrationTokenView = v.InferOutput<typeof RegistrationTokenView>;

export const Outcome = v.picklist(['approve', 'refuse', 'time-out', 'locked']);
export type Outcome = v.InferOutput<typeof Outcome>;
/** `06 39 98 01 23` as `+33639980123`. */
export const writtenOut = (typed: string): string => typed.replace(/[\s.]/g, '').replace(/^0/, '+33');
const FictionalNumber = v.pipe(
  v.string(),
  v.transform(writtenOut),
  v.regex(/^\+3363998\d{4}$/, 'Personas have numbers that no telephone has: +33639980000 to +33639989999.'),
);
/** RFC 2606: names that are nobody's. */
const NobodysEmail = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.maxLength(254),
  v.email(),
  v.regex(/[@.]((example|test|invalid)|example\.(com|net|org))$/),
);

/** POST /api/personas: whatever is left out is made up. */
export const CreatePersonaRequest = v.strictObject({
  ...v.partial(v.omit(IdentityForm, ['documentNumber'])).entries,
  email: v.optional(NobodysEmail),
  phone: v.optional(FictionalNumber),
  pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4}$/, 'Four digits.'))),
  level: v.optional(AssuranceLevel, 'substantial'),
  language: v.optional(Language, 'en'),
  outcome: v.optional(Outcome, 'approve'),
  /** Waits for a command instead of deciding at once: `npm run persona -- approve`. */
  manual: v.optional(v.boolean(), false),
});
export type CreatePersonaRequest = v.InferOutput<typeof CreatePersonaRequest>;

/** What a command line says of a persona, or a sentence for each thing that is wrong. */
export function parsePersonaRequest(given: object): CreatePersonaRequest | readonly string[] {
  const parsed = v.safeParse(CreatePersonaRequest, given);
  if (parsed.success) return parsed.output;
  return parsed.issues.map((issue) => `${v.getDotPath(issue) ?? 'the persona'}: ${issue.message}`);
}

export const PersonaView = v.object({
  persona: v.string(),
  name: v.string(),
  phone: v.string(),
  pin: v.string(),
  level: AssuranceLevel,
  language: Language,
  outcome: Outcome,
  manual: v.optional(v.boolean()),
  createdAt: v.string(),
});
export type PersonaView = v.InferOutput<typeof PersonaView>;
export const PersonasView = v.object({ personas: v.array(PersonaView), limit: v.number() });
export type PersonasView = v.InferOutput<typeof PersonasView>;

/** GET /api/registry/relying-parties?review=pending. */
export const RegistryRelyingParty = v.object({
  client: v.string(),
  version: v.number(),
  state: RelyingPartyState,
  owner: v.string(),
  askedAt: v.optional(v.string()),
  metadata: ClientMetadata,
  proposed: v.optional(ClientMetadata),
  checks: v.optional(ChecksView),
});
export type RegistryRelyingParty = v.InferOutput<typeof RegistryRelyingParty>;
export const RegistryRelyingPartiesView = v.object({ relyingParties: v.array(RegistryRelyingParty) });

/** POST /api/registry/relying-parties/{client}/decision: of the version that was looked at. */
export const RelyingPartyDecisionRequest = v.variant('decision', [
  v.strictObject({ decision: v.literal('approve'), version: v.number() }),
  v.strictObject({
    decision: v.literal('refuse'),
    version: v.number(),
    reason: v.picklist(REFUSAL_REASONS),
    note: v.optional(Text(500)),
  }),
]);
export type RelyingPartyDecisionRequest = v.InferOutput<typeof RelyingPartyDecisionRequest>;
