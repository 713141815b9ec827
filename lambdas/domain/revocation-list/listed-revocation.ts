import {
  REVOCATION_REASONS,
  type RevocationEntry,
  type RevocationReason,
} from '../certificate/certificate-record.ts';

/** What a CRL says of one certificate. */
export interface ListedRevocation {
  readonly reason: RevocationReason;
  /** Whole seconds: CRLs know no smaller part. */
  readonly revokedAt: Date;
}

export function toListed({
  reason,
  revokedAt,
}: Pick<RevocationEntry, 'reason' | 'revokedAt'>): ListedRevocation {
  return { reason, revokedAt: wholeSecond(new Date(revokedAt)) };
}

export const wholeSecond = (at: Date): Date => new Date(Math.floor(at.getTime() / 1000) * 1000);

/** RFC 5280 §5.3.1 the other way; undefined for the reasons that Guichet never gives. */
export function reasonOf(code: number): RevocationReason | undefined {
  return (Object.keys(REVOCATION_REASONS) as RevocationReason[]).find(
    (name) => REVOCATION_REASONS[name] === code,
  );
}
