import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { type ClaimDemand, parseDemand } from './claim-demand.ts';
import { type Json, type JsonObject, requireObject } from './json-object.ts';

/** One `verified_claims` of a request (OpenID Connect for Identity Assurance 1.0 §5.3–5.6). */
export interface VerifiedClaimsDemand {
  /** The template of what is wanted, and of what limits it. */
  readonly verification: JsonObject;
  readonly claims: Readonly<Record<string, ClaimDemand>>;
}

const DEEPEST = 8;
const MOST_SETS = 8;

/** One object or several, each judged by itself (§5.6). Absent or null: none. */
export function parseVerifiedClaims(value: Json | undefined): readonly VerifiedClaimsDemand[] {
  if (value === undefined || value === null) return [];
  const sets = Array.isArray(value) ? value : [value];
  if (sets.length === 0 || sets.length > MOST_SETS) {
    throw new InvalidRequest(`verified_claims must hold 1 to ${MOST_SETS} sets.`);
  }
  return sets.map(parseSet);
}

function parseSet(value: Json): VerifiedClaimsDemand {
  const set = requireObject(value, 'verified_claims');
  const verification = requireObject(set.verification, 'verified_claims.verification');
  if (verification.trust_framework === undefined) {
    throw new InvalidRequest('verified_claims.verification must ask for trust_framework.');
  }
  requireTemplate(verification, 1);
  requireEvidenceTypes(verification.evidence);
  const claims: Record<string, ClaimDemand> = Object.create(null);
  for (const [name, demand] of Object.entries(requireObject(set.claims, 'verified_claims.claims'))) {
    claims[name] = parseDemand(demand, 'Each claim in verified_claims.claims');
  }
  if (Object.keys(claims).length === 0) {
    throw new InvalidRequest('verified_claims.claims must name at least one claim.');
  }
  return { verification, claims };
}

/** Limits are of the right kind wherever they stand: `values` an array, `max_age` a number (§5.5.1, §5.5.2). */
function requireTemplate(template: Json | undefined, depth: number): void {
  if (depth > DEEPEST) throw new InvalidRequest('verified_claims is nested too deeply.');
  if (Array.isArray(template)) {
    for (const entry of template)
      requireTemplate(requireObject(entry, 'Each entry of a list in verification'), depth + 1);
    return;
  }
  if (template === null || template === undefined) return;
  const { values, max_age: maxAge, ...members } = requireObject(template, 'Each element of verification');
  if (values !== undefined && !Array.isArray(values)) {
    throw new InvalidRequest('values in verified_claims must be an array.');
  }
  if (maxAge !== undefined && !(typeof maxAge === 'number' && maxAge >= 0)) {
    throw new InvalidRequest('max_age in verified_claims must be a number of seconds.');
  }
  for (const [name, member] of Object.entries(members)) {
    if (name !== 'value' && name !== 'essential') requireTemplate(member, depth + 1);
  }
}

/** §5.4: each entry of `evidence` names its type by `value`; `values` shall not be used there. */
function requireEvidenceTypes(evidence: Json | undefined): void {
  if (evidence === undefined || evidence === null) return;
  if (!Array.isArray(evidence)) throw new InvalidRequest('verification.evidence must be an array.');
  for (const entry of evidence) {
    const type = requireObject(requireObject(entry, 'verification.evidence').type ?? null, 'evidence.type');
    if (typeof type.value !== 'string' || type.values !== undefined) {
      throw new InvalidRequest('Each entry of evidence must name its type by value.');
    }
  }
}
