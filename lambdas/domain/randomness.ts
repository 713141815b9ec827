/** Randomness as an argument: the domain draws nothing itself. */
export interface Randomness {
  /** `n` unpredictable bytes. */
  bytes(n: number): Uint8Array;
  /** `n` decimal digits, each uniform. */
  digits(n: number): string;
  /** 256 bits, base64url (43 characters): sessions, links, codes, tokens. */
  secret(): string;
  /** 128 bits, base64url (22 characters): identifiers of records. */
  id(): string;
}
