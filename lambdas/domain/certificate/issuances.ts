import type { CertificateKind, CertificateRecord } from './certificate-record.ts';

/** What a holder has of one kind: at most one certificate in use and one being issued. */
export interface Holding {
  /** Serial of the certificate last issued; its record says whether it is still good. */
  readonly live?: string;
  /** Serial of the intent not yet completed. */
  readonly intent?: string;
  readonly version: number;
}

/**
 * Why an intent could not be recorded. `application-taken`: the application has its certificate already, or is not confirmed;
 * `key-taken`: the public key was certified before, for somebody or something else; `overtaken`: another request of the same
 * holder came in between.
 */
export type IntentOutcome = 'recorded' | 'application-taken' | 'key-taken' | 'overtaken';

/** The way of a certificate from intent to use; every step is one transaction. */
export interface Issuances {
  holding(holder: string, kind: CertificateKind): Promise<Holding | undefined>;
  /**
   * Takes serial, key, application and the holder's place before anything is signed. An older intent of the same holder and
   * kind is given up with it.
   * @param reusesKey whether the same holder may have the same key certified again for the same kind
   */
  begin(intent: {
    readonly record: CertificateRecord;
    readonly holding: Holding | undefined;
    readonly reusesKey: boolean;
  }): Promise<IntentOutcome>;
  /**
   * Puts the signed certificate to use and ends the one before it (`superseded`). Undefined, and nothing changes, when the intent
   * was given up or completed by somebody else.
   */
  complete(
    record: CertificateRecord,
    signed: { readonly der: string } | { readonly sealed: string },
    at: Date,
  ): Promise<CertificateRecord | undefined>;
}
