import {
  basicConstraintsOf,
  inhibitAnyPolicyOf,
  keyUsageOf,
  nameConstraintsOf,
  policyConstraintsOf,
  policyMappingsOf,
} from '../x509/extensions.ts';
import type { PathState } from './path-state.ts';
import { ANY_POLICY, withMappings } from './policy-graph.ts';
import { isSelfIssued, type Judged, type PathRule } from './process-certificate.ts';

/** What an issuer must be, besides a valid certificate (RFC 5280 §6.1.4 (a), (k)–(n)). */
export const ISSUER_RULES: readonly PathRule[] = [
  {
    kind: 'policy',
    sentence: 'It maps to or from any policy.',
    isBroken: ({ certificate }) =>
      (policyMappingsOf(certificate) ?? []).some(
        ({ issuerDomain, subjectDomain }) => issuerDomain === ANY_POLICY || subjectDomain === ANY_POLICY,
      ),
  },
  {
    kind: 'not-an-authority',
    sentence: 'It is not the certificate of an authority.',
    isBroken: ({ certificate }) => certificate.version !== 3 || basicConstraintsOf(certificate)?.ca !== true,
  },
  {
    kind: 'path-too-long',
    sentence: 'An authority above it allows fewer authorities below itself.',
    isBroken: ({ certificate, state }) => !isSelfIssued(certificate) && state.maxPathLength <= 0,
  },
  {
    kind: 'key-usage',
    sentence: 'Its key may not sign certificates.',
    isBroken: ({ certificate }) => keyUsageOf(certificate)?.includes('keyCertSign') === false,
  },
];

/** The state for the next certificate (§6.1.4 (b)–(j), (l), (m)). */
export function prepareNext({ certificate, state }: Judged): PathState {
  const selfIssued = isSelfIssued(certificate);
  const afterThis = (count: number): number => (selfIssued ? count : Math.max(0, count - 1)); // (h)
  const { requireExplicitPolicy, inhibitPolicyMapping } = policyConstraintsOf(certificate) ?? {};
  const constraints = nameConstraintsOf(certificate);
  const mappings = policyMappingsOf(certificate);
  return {
    issuerName: certificate.subject,
    issuerKey: certificate.publicKey,
    constraints: constraints ? [...state.constraints, constraints] : state.constraints, // (g)
    policyGraph: mappings
      ? withMappings(state.policyGraph, mappings, state.policyMapping > 0)
      : state.policyGraph, // (b)
    explicitPolicy: least(afterThis(state.explicitPolicy), requireExplicitPolicy), // (i)
    policyMapping: least(afterThis(state.policyMapping), inhibitPolicyMapping),
    inhibitAnyPolicy: least(afterThis(state.inhibitAnyPolicy), inhibitAnyPolicyOf(certificate)), // (j)
    maxPathLength: least(
      selfIssued ? state.maxPathLength : state.maxPathLength - 1, // (l)
      basicConstraintsOf(certificate)?.pathLength, // (m)
    ),
  };
}

const least = (count: number, other: number | undefined): number =>
  other === undefined ? count : Math.min(count, other);
