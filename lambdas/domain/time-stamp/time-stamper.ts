/** Makes RFC 3161 time-stamp tokens with our own authority's key. */
export interface TimeStamper {
  /** @param digest SHA-256 of what is stamped  @returns the TimeStampToken (a CMS ContentInfo), DER */
  stamp(digest: Uint8Array, now: Date): Promise<Uint8Array>;
}
