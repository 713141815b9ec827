import * as v from 'valibot';

export const CertificateKindName = v.picklist(['authentication', 'signature', 'corporate', 'official-seal']);
export const StorageName = v.picklist([
  'file',
  'kaztoken',
  'etoken-jacarta',
  'akey',
  'sim',
  'identity-card-chip',
]);

/** The four attributes as a SIGNATURE certificate names them (C1). */
export const AttributesView = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(600)),
  /** ISO/IEC 5218: `1` male, `2` female. */
  sex: v.picklist(['1', '2']),
  birthdate: v.pipe(v.string(), v.maxLength(10)),
  address: v.pipe(v.string(), v.maxLength(400)),
});
export type AttributesView = v.InferOutput<typeof AttributesView>;

/** A certificate as its holder, or the counter, sees it. */
export const CertificateView = v.object({
  /** Lower-case hex. */
  serial: v.string(),
  kind: CertificateKindName,
  /** `expired` only when it was still good at its end. */
  status: v.picklist(['issuing', 'good', 'suspended', 'revoked', 'expired']),
  storage: StorageName,
  /** SHA-256 of the SubjectPublicKeyInfo, base64url: finds the key on this device. */
  keyId: v.string(),
  /** Corporate number, for `corporate` and `official-seal`. */
  organisation: v.optional(v.string()),
  /** ISO 8601. */
  issuedAt: v.string(),
  notBefore: v.string(),
  notAfter: v.string(),
  /** Within the renewal window (C8): a new one may be applied for while this one is good. */
  renewable: v.boolean(),
  /** RFC 5280 §5.3.1 name, when suspended or revoked, and since when. */
  reason: v.optional(v.string()),
  endedAt: v.optional(v.string()),
  /** Who suspended it: the holder lifts their own suspension, the counter every one. */
  suspendedBy: v.optional(v.picklist(['holder', 'counter'])),
});
export type CertificateView = v.InferOutput<typeof CertificateView>;

/** What stands in the way of an application; the code is one of `problem.<code>`. */
export const CertificateOffer = v.object({
  kind: v.picklist(['authentication', 'signature']),
  possible: v.boolean(),
  /** Why not. */
  code: v.optional(v.string()),
  /** Serial of the certificate that a new one would end (`superseded`). */
  renews: v.optional(v.string()),
});

export type CertificateOffer = v.InferOutput<typeof CertificateOffer>;

/** GET /api/certificates: own ones, newest first, and what may be applied for now. */
export const CertificatesView = v.object({
  certificates: v.array(CertificateView),
  offers: v.array(CertificateOffer),
});
export type CertificatesView = v.InferOutput<typeof CertificatesView>;

/**
 * GET /api/certificates/{serial}, own ones and those of an organisation that the caller represents. `?format=pem` and `?format=der`
 * answer the file itself (RFC 7468 §5, `application/pkix-cert`).
 */
export const CertificateDetails = v.object({
  ...CertificateView.entries,
  /** DER, base64. */
  der: v.string(),
  pem: v.string(),
});
export type CertificateDetails = v.InferOutput<typeof CertificateDetails>;

/** POST /api/certificates/applications (C9, steps 1 and 2). */
export const CertificateApplicationRequest = v.strictObject({
  kind: CertificateKindName,
  storage: v.optional(StorageName, 'file'),
  /** Corporate number, for `corporate` and `official-seal`. */
  organisation: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/))),
});
export type CertificateApplicationRequest = v.InferOutput<typeof CertificateApplicationRequest>;

/** An application; answered by applying and by confirming. */
export const CertificateApplicationView = v.object({
  application: v.string(),
  kind: CertificateKindName,
  storage: StorageName,
  organisation: v.optional(v.string()),
  status: v.picklist(['to-confirm', 'confirmed', 'issued']),
  /** The certificate can be had for it until then (ISO 8601). */
  expiresAt: v.string(),
  /** What a SIGNATURE certificate will tell everybody who gets a signature: to be shown and ticked before it is confirmed. */
  attributes: v.optional(AttributesView),
  /** Serial of the certificate that the new one will end. */
  renews: v.optional(v.string()),
});
export type CertificateApplicationView = v.InferOutput<typeof CertificateApplicationView>;

/**
 * POST /api/certificates/applications/{application}/confirm (C9, step 3): the PIN was typed at most ten minutes ago. For SIGNATURE the
 * four attributes as they were shown and ticked, so that nobody confirms other ones than they saw; left out for other kinds.
 */
export const CertificateConfirmationRequest = v.strictObject({ attributes: v.optional(AttributesView) });
export type CertificateConfirmationRequest = v.InferOutput<typeof CertificateConfirmationRequest>;

/** POST /api/certificates/{serial}/revocation: for good. `key-lost`, `key-leaked` → keyCompromise; `not-needed` → cessationOfOperation. */
export const CertificateRevocationRequest = v.strictObject({
  reason: v.picklist(['key-lost', 'key-leaked', 'not-needed']),
});
export type CertificateRevocationRequest = v.InferOutput<typeof CertificateRevocationRequest>;

const base64url = (bytes: number) =>
  v.pipe(v.string(), v.regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((bytes * 4) / 3)}}$`)));

/** 32 bytes, base64url: the first half of what the signing password derives to (docs/signing-key.md). */
export const PasswordVerifier = base64url(32);

/** POST /api/signing-keys, by device proof: the server's share of a new signing key. */
export const KeyShareRequest = v.strictObject({
  verifier: PasswordVerifier,
  /** SHA-256 of the new key's SubjectPublicKeyInfo, base64url: the share is good for this key alone. */
  publicKey: base64url(32),
  /** Corporate number, for the key of an organisation's certificate. */
  organisation: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,32}$/))),
});
export type KeyShareRequest = v.InferOutput<typeof KeyShareRequest>;
export const KeyShareView = v.object({
  key: v.string(),
  /** 32 bytes, base64url. */
  share: v.string(),
});
export type KeyShareView = v.InferOutput<typeof KeyShareView>;

/** POST /api/signing-keys/{key}/share, by device proof: the share for one use of the key; what for stands in the person's own trail. */
export const KeyShareReleaseRequest = v.strictObject({
  verifier: PasswordVerifier,
  /** `sign` needs the key's good certificate; `certify` signs a request for one. */
  purpose: v.picklist(['sign', 'certify']),
  /** SHA-256 of what will be signed, base64url. */
  digest: base64url(32),
});
export type KeyShareReleaseRequest = v.InferOutput<typeof KeyShareReleaseRequest>;
export const KeyShareReleaseView = v.object({ share: v.string() });
export type KeyShareReleaseView = v.InferOutput<typeof KeyShareReleaseView>;
