/** A data key wrapped by KMS (base64); losing it erases everything sealed under it. */
export type WrappedKey = string;

/** Seals what is known of a person: AES-256-GCM under the person's own data key. */
export interface PersonalData {
  /** A new data key for a person, bound to that person's id. */
  create(person: string): Promise<WrappedKey>;
  /** JSON → `v1.<iv>.<ciphertext>` (base64url). */
  seal(person: string, key: WrappedKey, value: object): Promise<string>;
  /** Throws when the text was changed, or sealed for somebody else. */
  open<T>(person: string, key: WrappedKey, sealed: string): Promise<T>;
}
