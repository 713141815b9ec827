/** Seals data with one of Guichet's own certificates. */
export interface Seal {
  /**
   * CAdES-T (ETSI EN 319 122-1): CMS SignedData, DER, with the content attached, the signing certificate and its authority, and a
   * time-stamp over the signature.
   */
  seal(content: Uint8Array, now: Date): Promise<Uint8Array>;
}
