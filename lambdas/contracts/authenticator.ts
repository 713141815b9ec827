import * as v from 'valibot';

/** Public half of the key made on the phone (WebCrypto ECDSA P-256, not extractable). RFC 7517. */
export const DevicePublicKey = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  y: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
});
export type DevicePublicKey = v.InferOutput<typeof DevicePublicKey>;

/**
 * Header `device-proof` of every call of the phone: a compact JWS in the manner of RFC 9449 §4.2.
 * Header `{alg:"ES256", typ:"device-proof+jwt", kid:<device id>}` (or `jwk` while the device is being bound),
 * payload `{htm, htu (path), iat, jti, bh: base64url(SHA-256(body bytes))}`; good for 60 s, each jti once.
 */
export const DEVICE_PROOF_HEADER = 'device-proof';
export const DEVICE_PROOF_TYPE = 'device-proof+jwt';

const pin = v.pipe(v.string(), v.regex(/^\d{4}$/));

/** POST /api/authenticator/activation: the link of the acceptance e-mail was opened; sends the second SMS code (A11). */
export const ActivationRequest = v.strictObject({
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(128)),
});
export const ActivationView = v.object({
  step: v.picklist(['code', 'pin', 'done']),
  /** `activate` after enrolment; `recover` after a lock or a new phone (B4). */
  purpose: v.picklist(['activate', 'recover']),
  phone: v.string(),
  codeLength: v.number(),
  expiresAt: v.string(),
  resendAt: v.string(),
  triesLeft: v.number(),
  givenName: v.optional(v.string()),
});
export type ActivationView = v.InferOutput<typeof ActivationView>;
/** POST /api/authenticator/activation/code, proof by `jwk`: right code → this device is bound. */
export const ActivationCodeRequest = v.strictObject({
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(128)),
  code: v.pipe(v.string(), v.regex(/^\d{4,8}$/)),
  device: v.strictObject({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
    key: DevicePublicKey,
  }),
});
export const DeviceView = v.object({ deviceId: v.string(), step: v.picklist(['pin', 'done']) });
/** POST /api/authenticator/activation/pin, proof by `kid`: the PIN typed twice. */
export const ActivationPinRequest = v.strictObject({
  token: v.pipe(v.string(), v.minLength(20), v.maxLength(128)),
  pin,
  repeated: pin,
});

/** GET /api/authenticator/approvals: who asks, and what for (B3). */
export const ApprovalView = v.object({
  id: v.string(),
  client: v.object({ name: v.string(), logoUri: v.optional(v.string()) }),
  purpose: v.optional(v.string()),
  claims: v.array(v.string()),
  /** The service asks for a sign-in by AUTHENTICATION certificate: whether this phone's key has one that counts now. */
  certificate: v.optional(v.picklist(['good', 'none', 'suspended', 'revoked', 'expired'])),
  bindingNumber: v.string(),
  /** Asked by the service itself, without a page on a computer: the words that both sides compare. */
  backchannel: v.optional(v.object({ bindingMessage: v.optional(v.string()) })),
  requestedAt: v.string(),
  expiresAt: v.string(),
  /** Signed by the device with the decision: binds the approval to what was shown. */
  challenge: v.string(),
});
export type ApprovalView = v.InferOutput<typeof ApprovalView>;
export const ApprovalsView = v.object({
  account: v.object({
    status: v.picklist(['active', 'pin-locked', 'suspended', 'pending']),
    givenName: v.string(),
  }),
  approvals: v.array(ApprovalView),
});
export type ApprovalsView = v.InferOutput<typeof ApprovalsView>;

/**
 * POST /api/authenticator/approvals/{approval}. `signature` is a compact JWS by the device key, typ `approval+jwt`, payload
 * `{challenge, decision, binding, iat}`, `binding` being `backchannel.bindingMessage`, else `bindingNumber`. The PIN is needed to approve, never to refuse.
 */
export const APPROVAL_TYPE = 'approval+jwt';
export const ApprovalDecisionRequest = v.variant('decision', [
  v.strictObject({ decision: v.literal('approve'), pin, signature: v.pipe(v.string(), v.maxLength(2048)) }),
  v.strictObject({ decision: v.literal('refuse'), signature: v.pipe(v.string(), v.maxLength(2048)) }),
]);
export const ApprovalDecisionView = v.object({ state: v.picklist(['approved', 'refused']) });

/** POST /api/authenticator/log-in, by device proof: the PIN opens a session in the app (cookie). */
export const LogInRequest = v.strictObject({ pin });
export type LogInRequest = v.InferOutput<typeof LogInRequest>;
/** POST /api/authenticator/log-in and GET /api/authenticator/session. */
export const LogInView = v.object({
  /** `certificate`: the phone's key has an AUTHENTICATION certificate that is good now. */
  method: v.picklist(['pin', 'certificate']),
  /** Its serial number, lower-case hex. */
  certificate: v.optional(v.string()),
  /** When the PIN was typed, and when the session ends at the latest (ISO 8601). */
  openedAt: v.string(),
  expiresAt: v.string(),
});
export type LogInView = v.InferOutput<typeof LogInView>;

/** PUT /api/account/pin (B11), by device proof: the code as it is, and another one typed twice. */
export const PinChangeRequest = v.strictObject({ current: pin, pin, repeated: pin });
export type PinChangeRequest = v.InferOutput<typeof PinChangeRequest>;

/** GET /api/authenticator/push-subscription: by which key this browser is to be subscribed (RFC 8292 §3.2), and whether the phone is woken so. */
export const PushSubscriptionView = v.object({ applicationServerKey: v.string(), subscribed: v.boolean() });
export type PushSubscriptionView = v.InferOutput<typeof PushSubscriptionView>;
/** PUT /api/authenticator/push-subscription: `PushSubscription.endpoint` of the browser; nothing is encrypted for it, as nothing is sent but the wake-up. */
export const PushSubscriptionRequest = v.strictObject({
  endpoint: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)),
});
export type PushSubscriptionRequest = v.InferOutput<typeof PushSubscriptionRequest>;

/** POST /api/authenticator/recovery: same answer for everyone; an e-mail with a link follows where the phone is known (B4). */
export const RecoveryRequest = v.strictObject({
  phone: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(32)),
});

/** Customer space on the phone, authenticated by device proof (B5, B11 core, X1). */
export const SignInHistoryView = v.object({
  entries: v.array(
    v.object({
      at: v.string(),
      client: v.string(),
      outcome: v.string(),
      acr: v.optional(v.string()),
      address: v.optional(v.string()),
    }),
  ),
});
export const ConsentsView = v.object({
  consents: v.array(
    v.object({
      clientId: v.string(),
      client: v.string(),
      claims: v.array(v.string()),
      givenAt: v.string(),
      lastUsedAt: v.optional(v.string()),
    }),
  ),
});
/** DELETE /api/account/consents/{client}: what came of it. */
export const ConsentRevokedView = v.object({
  /** Sign-ins whose tokens were still good. */
  tokensEnded: v.number(),
  /** Whether the service is told to end its own sessions: it registered an address for that. */
  told: v.boolean(),
});
export type ConsentRevokedView = v.InferOutput<typeof ConsentRevokedView>;
export const AuditTrailView = v.object({
  entries: v.array(
    v.object({
      at: v.string(),
      event: v.string(),
      actor: v.string(),
      details: v.record(v.string(), v.string()),
    }),
  ),
});
