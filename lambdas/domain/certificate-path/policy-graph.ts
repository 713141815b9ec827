import type { PolicyMapping } from '../x509/extensions.ts';

export const ANY_POLICY = '2.5.29.32.0';

/** A node of the graph (RFC 9618 §3): one per policy and depth, so that mappings cannot make it grow beyond measure. */
interface PolicyNode {
  readonly policy: string;
  readonly expected: ReadonlySet<string>;
  /** Policies of the nodes above it, one level up. */
  readonly parents: ReadonlySet<string>;
}

type Level = ReadonlyMap<string, PolicyNode>;

/** The valid policy graph of RFC 9618, which replaces the tree of RFC 5280 §6.1; levels from depth 0. Undefined is NULL. */
export type PolicyGraph = readonly Level[] | undefined;

/** RFC 9618 §5.2, (a) of §6.1.2. */
export const initialGraph = (): PolicyGraph => [
  levelOf([{ policy: ANY_POLICY, expected: new Set([ANY_POLICY]), parents: new Set() }]),
];

const levelOf = (nodes: readonly PolicyNode[]): Level => new Map(nodes.map((node) => [node.policy, node]));

/** §6.1.3 (d), (e): the policies of the next certificate. */
export function withPolicies(
  graph: PolicyGraph,
  policies: readonly string[] | undefined,
  isAnyPolicyAllowed: boolean,
): PolicyGraph {
  if (graph === undefined || policies === undefined) return undefined;
  const above = [...(graph.at(-1)?.values() ?? [])];
  const named = policies
    .filter((policy) => policy !== ANY_POLICY)
    .flatMap((policy) => childOf(above, policy)); // (d)(1)
  const taken = new Set(named.map(({ policy }) => policy));
  const inherited =
    policies.includes(ANY_POLICY) && isAnyPolicyAllowed
      ? [...new Set(above.flatMap(({ expected }) => [...expected]))]
          .filter((policy) => !taken.has(policy))
          .flatMap((policy) => nodeUnder(above, policy)) // (d)(2)
      : [];
  return pruned([...graph, levelOf([...named, ...inherited])]); // (d)(3)
}

function childOf(above: readonly PolicyNode[], policy: string): PolicyNode[] {
  const expecting = nodeUnder(above, policy);
  if (expecting.length > 0) return expecting; // (i)
  const hasAny = above.some((node) => node.policy === ANY_POLICY);
  return hasAny ? [{ policy, expected: new Set([policy]), parents: new Set([ANY_POLICY]) }] : []; // (ii)
}

function nodeUnder(above: readonly PolicyNode[], policy: string): PolicyNode[] {
  const parents = new Set(above.filter(({ expected }) => expected.has(policy)).map((node) => node.policy));
  return parents.size > 0 ? [{ policy, expected: new Set([policy]), parents }] : [];
}

/** §6.1.4 (b): the certificate says which policies of its issuer mean which of its own domain. */
export function withMappings(
  graph: PolicyGraph,
  mappings: readonly PolicyMapping[],
  isMappingAllowed: boolean,
): PolicyGraph {
  if (graph === undefined) return undefined;
  const level = new Map(graph.at(-1));
  for (const [policy, subjectPolicies] of byIssuerPolicy(mappings)) {
    const node = level.get(policy);
    if (!isMappingAllowed)
      level.delete(policy); // (2)
    else if (node !== undefined)
      level.set(policy, { ...node, expected: subjectPolicies }); // (1)
    else if (level.has(ANY_POLICY)) {
      level.set(policy, { policy, expected: subjectPolicies, parents: new Set([ANY_POLICY]) });
    }
  }
  return pruned([...graph.slice(0, -1), level]);
}

function byIssuerPolicy(mappings: readonly PolicyMapping[]): Map<string, Set<string>> {
  const sets = new Map<string, Set<string>>();
  for (const { issuerDomain, subjectDomain } of mappings)
    sets.set(issuerDomain, (sets.get(issuerDomain) ?? new Set()).add(subjectDomain));
  return sets;
}

/** Drops nodes that lead nowhere; nothing left is NULL. */
function pruned(levels: readonly Level[]): PolicyGraph {
  const kept: Level[] = [];
  let children: readonly PolicyNode[] | undefined;
  for (const level of levels.toReversed()) {
    const wanted = children && new Set(children.flatMap(({ parents }) => [...parents]));
    const left: Level = wanted ? new Map([...level].filter(([policy]) => wanted.has(policy))) : level;
    if (left.size === 0) return undefined;
    kept.unshift(left);
    children = [...left.values()];
  }
  return kept;
}

/**
 * §6.1.5 (g): the policies that the path is valid for, as the authorities mean them and as the user asks for them.
 * @param wanted the user's policies; `ANY_POLICY` among them accepts all
 */
export function userPolicies(graph: PolicyGraph, wanted: ReadonlySet<string>): ReadonlySet<string> {
  if (graph === undefined) return new Set();
  const domain = graph
    .flatMap((level) => [...level.values()])
    .filter(({ policy, parents }) => policy !== ANY_POLICY && parents.has(ANY_POLICY))
    .map(({ policy }) => policy);
  const isAny = graph.at(-1)?.has(ANY_POLICY) ?? false;
  if (wanted.has(ANY_POLICY)) return new Set(isAny ? [...domain, ANY_POLICY] : domain);
  return new Set(isAny ? wanted : domain.filter((policy) => wanted.has(policy)));
}
