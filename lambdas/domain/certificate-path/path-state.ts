import type { NameConstraints } from '../x509/extensions.ts';
import type { Name } from '../x509/name.ts';
import type { PublicKey } from '../x509/public-key.ts';
import type { PolicyInputs } from './path-request.ts';
import { initialGraph, type PolicyGraph } from './policy-graph.ts';
import type { TrustAnchor } from './trust-anchor.ts';

/** The state variables of RFC 5280 §6.1.2. */
export interface PathState {
  readonly issuerName: Name;
  readonly issuerKey: PublicKey;
  readonly constraints: readonly NameConstraints[];
  readonly policyGraph: PolicyGraph;
  readonly explicitPolicy: number;
  readonly policyMapping: number;
  readonly inhibitAnyPolicy: number;
  readonly maxPathLength: number;
}

/** @param length number of certificates in the path, the anchor not counted */
export function initialState(anchor: TrustAnchor, length: number, policies: PolicyInputs = {}): PathState {
  const start = (isSet: boolean | undefined): number => (isSet ? 0 : length + 1);
  return {
    issuerName: anchor.name,
    issuerKey: anchor.publicKey,
    constraints: [],
    policyGraph: initialGraph(),
    explicitPolicy: start(policies.requireExplicit),
    policyMapping: start(policies.inhibitMapping),
    inhibitAnyPolicy: start(policies.inhibitAny),
    maxPathLength: length,
  };
}
