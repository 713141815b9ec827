import * as v from 'valibot';

/** SHA-256 of a document, hexadecimal. */
export const DocumentDigest = v.pipe(v.string(), v.regex(/^[0-9a-fA-F]{64}$/), v.toLowerCase());

/** POST /api/signatures/simple: asks for a code that will sign this very document (D2). */
export const SimpleSignatureRequest = v.strictObject({
  digest: DocumentDigest,
  /** What the person calls the document; kept only inside the sealed record. */
  name: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200)), ''),
});

/** POST /api/signatures/simple/{signature}/confirm. */
export const SimpleSignatureConfirmation = v.strictObject({ code: v.pipe(v.string(), v.regex(/^\d{4,8}$/)) });

/** What the page shows of a simple signature. */
export const SimpleSignatureView = v.object({
  signature: v.string(),
  state: v.picklist(['waiting', 'signed']),
  /** Masked number the code went to. */
  phone: v.string(),
  codeLength: v.number(),
  expiresAt: v.string(),
  resendAt: v.string(),
  triesLeft: v.number(),
  /** The sealed record (CMS, DER, base64), once signed. */
  record: v.optional(v.string()),
});
export type SimpleSignatureView = v.InferOutput<typeof SimpleSignatureView>;
