import { BerError } from '../ber/ber-error.ts';
import type { Certificate } from '../x509/certificate.ts';
import { policyConstraintsOf } from '../x509/extensions.ts';
import { buildPaths, type CandidatePath } from './build-paths.ts';
import type { Lists } from './lists.ts';
import type { PathFailure, PathFailureKind } from './path-failure.ts';
import type { PathRequest, PathResult, RevocationStatus } from './path-request.ts';
import { initialState, type PathState } from './path-state.ts';
import { ANY_POLICY, userPolicies } from './policy-graph.ts';
import { ISSUER_RULES, prepareNext } from './prepare-next.ts';
import {
  CERTIFICATE_RULES,
  type Judged,
  type PathRule,
  withCertificatePolicies,
} from './process-certificate.ts';
import { revocationStatus } from './revocation-status.ts';

/**
 * Builds and validates a certification path (RFC 5280 §6, with the policy graph of RFC 9618): the first valid one of all ways
 * to an anchor, else the one that comes nearest. Pure; never throws for what a certificate or list holds.
 */
export function validatePath(request: PathRequest): PathResult {
  const lists = request.crls && { crls: request.crls, inProgress: [] };
  return validateWith(request, lists);
}

/** @param lists undefined: revocation is not checked */
function validateWith(request: PathRequest, lists: Lists | undefined): PathResult {
  const [target, ...others] = request.certificates;
  if (target === undefined) return noPath('There is no certificate to judge.');
  const anchor = request.anchors.find(({ certificate }) => certificate && isSame(certificate, target));
  if (anchor !== undefined) return anchorItself(anchor, target, request.at ?? request.now);
  let best: PathResult | undefined;
  for (const candidate of buildPaths(target, others, request.anchors)) {
    const result = validateCandidate(candidate, request, lists);
    if (result.valid) return result;
    if (best === undefined || reach(result) > reach(best)) best = result;
  }
  return best ?? noPath('No trusted authority stands above the certificate.');
}

const isSame = (one: Certificate, other: Certificate): boolean => Buffer.compare(one.der, other.der) === 0;

/** How far down the path its first failure stands. */
const reach = ({ failures, path }: PathResult): number => (failures[0]?.certificate ?? 0) - path.length;

const noPath = (sentence: string): PathResult => ({
  valid: false,
  failures: [{ kind: 'no-path', certificate: 0, sentence }],
  path: [],
  policies: [],
});

/** An anchor is trusted as it is; still it is shown as expired when it is. */
function anchorItself(anchor: PathResult['anchor'], target: Certificate, at: Date): PathResult {
  const kind: PathFailureKind | undefined =
    at < target.notBefore ? 'not-yet-valid' : at > target.notAfter ? 'expired' : undefined;
  const failures = kind
    ? [{ kind, certificate: 0, sentence: 'The trust anchor is outside its validity.' }]
    : [];
  return {
    valid: failures.length === 0,
    failures,
    path: [],
    ...(anchor && { anchor }),
    policies: [ANY_POLICY],
  };
}

interface Progress {
  readonly state: PathState;
  readonly failures: readonly PathFailure[];
  readonly revocation?: RevocationStatus;
}

function validateCandidate(
  { anchor, certificates }: CandidatePath,
  request: PathRequest,
  lists: Lists | undefined,
): PathResult {
  let progress: Progress = {
    state: initialState(anchor, certificates.length, request.policies),
    failures: [],
  };
  for (const [position, certificate] of certificates.entries()) {
    if (progress.failures.length > 0) break;
    const isTarget = position === certificates.length - 1;
    const judged: Judged = { certificate, isTarget, state: progress.state, at: request.at ?? request.now };
    progress = readable(progress, position, () => step(judged, position, request, lists, anchor));
  }
  const policies = userPolicies(progress.state.policyGraph, acceptedPolicies(request));
  const failures = progress.failures;
  return {
    valid: failures.length === 0,
    failures,
    path: certificates,
    anchor,
    policies: [...policies],
    ...(progress.revocation && { revocation: progress.revocation }),
  };
}

const acceptedPolicies = ({ policies }: PathRequest): ReadonlySet<string> =>
  new Set(policies?.accepted ?? [ANY_POLICY]);

/** An extension that cannot be read is a failure of the certificate, not of ours. */
function readable(before: Progress, certificate: number, read: () => Progress): Progress {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof BerError)) throw error;
    return { ...before, failures: [{ kind: 'unreadable', certificate, sentence: error.message }] };
  }
}

/** §6.1.3, then §6.1.4 for an issuer or §6.1.5 for the target. */
function step(
  judged: Judged,
  position: number,
  request: PathRequest,
  lists: Lists | undefined,
  anchor: CandidatePath['anchor'],
): Progress {
  const { certificate, isTarget } = judged;
  const failure = (kind: PathFailureKind, sentence: string): PathFailure => ({
    kind,
    certificate: position,
    sentence,
  });
  const broken = brokenRules(judged, isTarget ? CERTIFICATE_RULES : [...CERTIFICATE_RULES, ...ISSUER_RULES]);
  const failures = broken.map(({ kind, sentence }) => failure(kind, sentence));
  if (failures.some(({ kind }) => UNSIGNED.includes(kind))) return { state: judged.state, failures };
  const revocation = lists && revocationStatus({ judged, request, lists, anchor, validate: validateWith });
  if (revocation && revocation.status !== 'good')
    failures.push(failure(REVOCATION_FAILURES[revocation.status], sentenceOf(revocation)));
  const state = withCertificatePolicies(judged);
  if (isPolicyMissing(state))
    failures.push(failure('policy', 'A policy is required, and no policy is left.'));
  const next = isTarget ? wrapUp(certificate, state) : prepareNext({ ...judged, state });
  if (
    isTarget &&
    next.explicitPolicy === 0 &&
    userPolicies(next.policyGraph, acceptedPolicies(request)).size === 0
  )
    failures.push(failure('policy', 'It is valid for none of the policies that are accepted.'));
  return {
    state: next,
    failures: isTarget ? failures : failures.slice(0, 1),
    ...(revocation && { revocation }),
  };
}

/** After these a certificate says nothing that could be believed. */
const UNSIGNED: readonly PathFailureKind[] = ['name-chaining', 'unsupported-algorithm', 'bad-signature'];

function brokenRules(judged: Judged, rules: readonly PathRule[]): PathRule[] {
  const broken: PathRule[] = [];
  for (const rule of rules) {
    if (!rule.isBroken(judged)) continue;
    broken.push(rule);
    if (UNSIGNED.includes(rule.kind)) break;
  }
  return broken;
}

/** §6.1.3 (f). */
const isPolicyMissing = ({ explicitPolicy, policyGraph }: PathState): boolean =>
  explicitPolicy === 0 && policyGraph === undefined;

/** §6.1.5 (a), (b). */
function wrapUp(certificate: Certificate, state: PathState): PathState {
  const required = policyConstraintsOf(certificate)?.requireExplicitPolicy;
  return { ...state, explicitPolicy: required === 0 ? 0 : Math.max(0, state.explicitPolicy - 1) };
}

const REVOCATION_FAILURES = {
  revoked: 'revoked',
  suspended: 'suspended',
  unknown: 'status-unknown',
} as const;

const sentenceOf = ({ status, at, reason }: RevocationStatus): string =>
  status === 'unknown'
    ? 'No current revocation list says whether it is revoked.'
    : `It is ${status} since ${at?.toISOString()}${reason ? ` (${reason})` : ''}.`;
