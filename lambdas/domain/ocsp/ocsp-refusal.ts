/** OCSPResponseStatus of RFC 6960 §4.2.1 that an answer without statuses has. */
export const REFUSALS = { malformedRequest: 1, internalError: 2, tryLater: 3, unauthorized: 6 } as const;
export type OcspRefusalCode = keyof typeof REFUSALS;

/** Why no status is given; the protocol knows no sentence, the message is for tests and traces. */
export class OcspRefusal extends Error {
  readonly code: OcspRefusalCode;
  constructor(code: OcspRefusalCode, sentence: string) {
    super(sentence);
    this.name = 'OcspRefusal';
    this.code = code;
  }
}
