/**
 * The server's share of one signing key (C2, docs/signing-key.md): 32 random bytes, useless without the phone's own secret and the
 * password, released for one use at a time. `attempts` and `ceiling` count as those of a PIN do.
 */
export interface SigningShare {
  /** Id of the key: goes into the derivation of the key that wraps it. */
  readonly id: string;
  readonly accountId: string;
  /** For the key of an organisation's certificate: its corporate number. */
  readonly organisationId?: string;
  /** SHA-256 of the signing key's SubjectPublicKeyInfo, base64url: `CertificateRecord.keyId` of its certificates. */
  readonly publicKey: string;
  /** `{share}` (base64url), sealed under a data key of its own. */
  readonly wrappedKey: string;
  readonly sealed: string;
  /** MAC by a KMS key over id, salt and the verifier that the password derives to. */
  readonly mac: Uint8Array;
  readonly salt: string;
  readonly attempts: number;
  readonly ceiling: number;
  /** ISO 8601. */
  readonly createdAt: string;
}

/** One attempt, counted before the password is looked at. */
export interface ShareAttempt extends SigningShare {
  readonly triesLeft: number;
}

export interface SigningShares {
  keep(share: SigningShare): Promise<void>;
  find(id: string): Promise<SigningShare | undefined>;
  /** Newest first. */
  of(accountId: string): Promise<readonly SigningShare[]>;
  /** Counts one attempt by one conditional write; undefined when locked. */
  reserve(id: string): Promise<ShareAttempt | undefined>;
  /** After a right password: this attempt and those before it no longer count. */
  forgive(attempt: ShareAttempt, tries: number): Promise<void>;
  /** Gives all tries back (at the counter, after identification); false when it is not locked. */
  unlock(id: string, tries: number): Promise<boolean>;
}

export const SHARE_BYTES = 32;

export const isShareLocked = ({ attempts, ceiling }: Pick<SigningShare, 'attempts' | 'ceiling'>): boolean =>
  attempts >= ceiling;

/** Whose personal-data key seals the share: nobody's but its own. */
export const sealedFor = (id: string): string => `signing-key:${id}`;

/** What the MAC covers: a verifier cannot be moved to another key. */
export const verifierMessage = (id: string, salt: string, verifier: string): Uint8Array =>
  new TextEncoder().encode(`signing-password:v1:${id}:${salt}:${verifier}`);
