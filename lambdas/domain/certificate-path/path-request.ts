import type { Certificate } from '../x509/certificate.ts';
import type { CertificateList } from '../x509/certificate-list.ts';
import type { PathFailure } from './path-failure.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** The inputs of RFC 5280 §6.1.1. */
export interface PathRequest {
  /** The certificate to judge first; then those that may link it to an anchor, in any order, needed or not. */
  readonly certificates: readonly Certificate[];
  readonly anchors: readonly TrustAnchor[];
  /** Revocation lists at hand (§6.3); without this member revocation is not checked at all. */
  readonly crls?: readonly CertificateList[];
  /** Lists must be current at this instant. */
  readonly now: Date;
  /** The instant at which certificates must be valid and not revoked; else `now`. */
  readonly at?: Date;
  readonly policies?: PolicyInputs;
}

export interface PolicyInputs {
  /** user-initial-policy-set; any policy, when absent. */
  readonly accepted?: readonly string[];
  /** initial-explicit-policy */
  readonly requireExplicit?: boolean;
  /** initial-policy-mapping-inhibit */
  readonly inhibitMapping?: boolean;
  /** initial-any-policy-inhibit */
  readonly inhibitAny?: boolean;
}

export interface RevocationStatus {
  readonly status: 'good' | 'revoked' | 'suspended' | 'unknown';
  readonly at?: Date;
  /** Name of RFC 5280 §5.3.1. */
  readonly reason?: string;
  /** Why it was revoked after the instant judged at: a leaked key casts doubt on what came before, too. */
  readonly later?: { readonly at: Date; readonly reason?: string };
}

export interface PathResult {
  readonly valid: boolean;
  /** In the order found. An issuer's failure ends the judgement; the target's are all told. */
  readonly failures: readonly PathFailure[];
  /** From the certificate that the anchor signed to the target; empty when there is no way to an anchor, or the target is one. */
  readonly path: readonly Certificate[];
  readonly anchor?: TrustAnchor;
  /** user-constrained-policy-set (RFC 9618 §5.4). */
  readonly policies: readonly string[];
  /** Of the target, when lists were given. */
  readonly revocation?: RevocationStatus;
}
