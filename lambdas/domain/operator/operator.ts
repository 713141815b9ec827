/** `reviewer` decides enrolments; `clerk` serves people at the counter. */
export const OPERATOR_ROLES = ['reviewer', 'clerk'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

/** Someone who works in the console. `id` is the user name in lower case. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly OperatorRole[];
  readonly password: StoredPassword;
  /** Wrong passwords since the last right one; counted before the password is judged. */
  readonly failures: number;
  /** Epoch seconds until which sign-in is locked. */
  readonly lockedUntil?: number;
  readonly disabled?: boolean;
}

/** scrypt (RFC 7914), then HMAC under a key that never leaves KMS (NIST SP 800-63B §3.1.1.2). Base64 members. */
export interface StoredPassword {
  readonly algorithm: 'scrypt-kms-hmac';
  /** Base-2 logarithm of scrypt's cost N. */
  readonly log2N: number;
  readonly r: number;
  readonly p: number;
  readonly salt: string;
  readonly mac: string;
}
