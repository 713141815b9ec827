/** A simple signature from the request for its code to the sealed record. */
export interface SimpleSignature {
  readonly id: string;
  readonly accountId: string;
  /** SHA-256 of the document, lower-case hex. */
  readonly digest: string;
  /** `waiting` for the code; `confirmed`: the code was right, the record is being sealed; `signed`. */
  readonly state: 'waiting' | 'confirmed' | 'signed';
  /** `{name}` the person gave the document, and with `signed` `{name, record}`; sealed under the person's key. */
  readonly sealed: string;
  readonly requestedAt: string;
  /** ISO 8601 instant at which the code was right: the time the record states. */
  readonly confirmedAt?: string;
}

/** What `sealed` holds. */
export interface SimpleSignatureContent {
  readonly name: string;
  /** E.164: where the code went, whatever the person's number is when they type it. */
  readonly phone?: string;
  /** CMS, DER, base64. */
  readonly record?: string;
}

export interface SimpleSignatures {
  create(signature: SimpleSignature): Promise<void>;
  find(id: string): Promise<SimpleSignature | undefined>;
  /** From `waiting` to `confirmed`, once; false when it is not waiting any more. */
  confirm(id: string, at: Date): Promise<boolean>;
  /** From `confirmed` to `signed`, once; false when it is signed already. */
  complete(id: string, sealed: string): Promise<boolean>;
}

/** Whose code it is: bound to this signature, so that a code can sign nothing else. */
export const simpleSignatureCode = (id: string) => ({ purpose: 'simple-signature', subject: id });
