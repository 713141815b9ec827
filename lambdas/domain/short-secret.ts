/** Keyed hash of a secret too short to stand a guess (code, PIN); the key never leaves KMS. */
export interface ShortSecretHash {
  generate(message: Uint8Array): Promise<Uint8Array>;
  verify(message: Uint8Array, mac: Uint8Array): Promise<boolean>;
}
