/** Bytes that are not the ASN.1 structure expected; the sentence says what was expected where. */
export class BerError extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'BerError';
  }
}
