import { signatureSchemeOf } from '../signature-algorithm/signature-scheme.ts';
import { isUsable, verifyData } from '../signature-algorithm/verify-data.ts';
import type { Certificate } from '../x509/certificate.ts';
import { EXTENSIONS } from '../x509/extension.ts';
import { certificatePoliciesOf } from '../x509/extensions.ts';
import { sameName } from '../x509/name.ts';
import { satisfiesNameConstraints } from './name-constraints.ts';
import type { PathFailureKind } from './path-failure.ts';
import type { PathState } from './path-state.ts';
import { withPolicies } from './policy-graph.ts';

export interface Judged {
  readonly certificate: Certificate;
  readonly isTarget: boolean;
  readonly state: PathState;
  readonly at: Date;
}

/** A rule says what is wrong, or nothing. */
export interface PathRule {
  readonly kind: PathFailureKind;
  readonly sentence: string;
  readonly isBroken: (judged: Judged) => boolean;
}

/** RFC 5280 §6.1.3 (a)–(c) but for revocation, and the extensions of §6.1.4 (o), §6.1.5 (f), in that order. */
export const CERTIFICATE_RULES: readonly PathRule[] = [
  {
    kind: 'name-chaining',
    sentence: 'The issuer it names is not the certificate above it.',
    isBroken: ({ certificate, state }) => !sameName(certificate.issuer, state.issuerName),
  },
  {
    kind: 'unsupported-algorithm',
    sentence: 'It is signed with an algorithm or a key that is not supported.',
    isBroken: ({ certificate, state }) => {
      const scheme = signatureSchemeOf(certificate.signatureAlgorithm);
      return scheme === undefined || !isUsable(scheme, state.issuerKey);
    },
  },
  {
    kind: 'bad-signature',
    sentence: 'Its signature is not that of its issuer.',
    isBroken: ({ certificate, state }) => !isSignedBy(certificate, state),
  },
  {
    kind: 'not-yet-valid',
    sentence: 'It was not yet valid.',
    isBroken: ({ certificate, at }) => at < certificate.notBefore,
  },
  {
    kind: 'expired',
    sentence: 'Its validity had ended.',
    // notAfter names a second that still belongs to the validity (§4.1.2.5)
    isBroken: ({ certificate, at }) => at.getTime() >= certificate.notAfter.getTime() + 1000,
  },
  {
    kind: 'name-constraints',
    sentence: 'An authority above it may not certify these names.',
    isBroken: ({ certificate, isTarget, state }) =>
      (isTarget || !isSelfIssued(certificate)) && !satisfiesNameConstraints(certificate, state.constraints),
  },
  {
    kind: 'unknown-critical-extension',
    sentence: 'It has a critical extension that is not understood.',
    isBroken: ({ certificate }) =>
      [...certificate.extensions].some(([type, { critical }]) => critical && !UNDERSTOOD.has(type)),
  },
];

/** Extensions that path validation, or whoever asks for it (extended key usage), acts upon. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  EXTENSIONS.keyUsage,
  EXTENSIONS.subjectAltName,
  EXTENSIONS.basicConstraints,
  EXTENSIONS.nameConstraints,
  EXTENSIONS.crlDistributionPoints,
  EXTENSIONS.certificatePolicies,
  EXTENSIONS.policyMappings,
  EXTENSIONS.policyConstraints,
  EXTENSIONS.extendedKeyUsage,
  EXTENSIONS.inhibitAnyPolicy,
]);

const verified = new WeakMap<Certificate, WeakMap<PathState['issuerKey'], boolean>>();

/** Remembered while both objects live: an authority's certificate is verified once, not with every signature. */
function isSignedBy(certificate: Certificate, { issuerKey }: PathState): boolean {
  const byKey = verified.get(certificate) ?? new WeakMap<PathState['issuerKey'], boolean>();
  verified.set(certificate, byKey);
  let result = byKey.get(issuerKey);
  if (result === undefined) {
    const scheme = signatureSchemeOf(certificate.signatureAlgorithm);
    result = scheme !== undefined && verifyData(scheme, issuerKey, certificate.tbs, certificate.signature);
    byKey.set(issuerKey, result);
  }
  return result;
}

export const isSelfIssued = ({ issuer, subject }: Certificate): boolean => sameName(issuer, subject);

/** §6.1.3 (d)–(e). */
export function withCertificatePolicies({ certificate, isTarget, state }: Judged): PathState {
  const isAnyPolicyAllowed = state.inhibitAnyPolicy > 0 || (!isTarget && isSelfIssued(certificate));
  return {
    ...state,
    policyGraph: withPolicies(state.policyGraph, certificatePoliciesOf(certificate), isAnyPolicyAllowed),
  };
}
