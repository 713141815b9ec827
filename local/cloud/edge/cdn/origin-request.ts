import type { Template } from '../../template/resource.ts';
import type { EdgeRequest } from '../http.ts';
import type { Behaviour } from './behaviour.ts';

type Rule = { readonly behaviour: string; readonly names: readonly string[] };

/** What a cache policy or an origin request policy lets through to the origin. */
interface Forwarding {
  readonly headers: Rule;
  readonly cookies: Rule;
  readonly query: Rule;
}

const NOTHING: Rule = { behaviour: 'none', names: [] };
const ALL: Rule = { behaviour: 'all', names: [] };
const NONE: Forwarding = { headers: NOTHING, cookies: NOTHING, query: NOTHING };
const viewer = (behaviour: string, names: readonly string[] = []): Forwarding => ({
  headers: { behaviour, names },
  cookies: ALL,
  query: ALL,
});

const CLOUDFRONT_HEADERS = [
  'cloudfront-viewer-address',
  'cloudfront-forwarded-proto',
  'cloudfront-viewer-http-version',
];

/** AWS's managed policies, by their published ids. */
const MANAGED: Readonly<Record<string, Forwarding>> = {
  '4135ea2d-6df8-44a3-9df3-4b5a84be39ad': NONE,
  '658327ea-f89d-4fab-a63d-7e88639e58f6': NONE,
  'b2884449-e4de-46a7-ac36-70bc7f1ddd6d': NONE,
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65': { headers: NOTHING, cookies: ALL, query: ALL },
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe': { headers: NOTHING, cookies: ALL, query: ALL },
  '216adef6-5c7f-47e4-b989-5492eafa07d3': viewer('allViewer'),
  'b689b0a8-53d0-40ab-baf2-68738e2966ac': viewer('allExcept', ['host']),
  '33f36d7e-f396-46d9-90e0-52428a34d9dc': viewer('allViewerAndWhitelistCloudFront', CLOUDFRONT_HEADERS),
  '88a5eaf4-2fd4-4709-b370-b4c650ea3fcf': {
    headers: {
      behaviour: 'whitelist',
      names: ['origin', 'access-control-request-headers', 'access-control-request-method'],
    },
    cookies: NOTHING,
    query: NOTHING,
  },
  '59781a5b-3903-41f3-afcb-af62929ccde1': {
    headers: {
      behaviour: 'whitelist',
      names: ['origin', 'access-control-request-headers', 'access-control-request-method'],
    },
    cookies: NOTHING,
    query: NOTHING,
  },
  'acba4595-bd28-49b8-b9fe-13317c0390fa': {
    headers: { behaviour: 'whitelist', names: ['user-agent', 'referer'] },
    cookies: NOTHING,
    query: NOTHING,
  },
};

/** Rewrites a viewer's request into the one its origin gets. */
export type ToOriginRequest = (behaviour: Behaviour, request: EdgeRequest) => EdgeRequest;

/**
 * Applies cache and origin request policies exactly: a header, cookie or query key that no policy names does not reach the
 * origin, on the laptop as little as behind CloudFront.
 */
export function createOriginRequests(template: Template, warn: (line: string) => void): ToOriginRequest {
  const policies = new Map<string, Forwarding>(Object.entries(MANAGED));
  for (const { physicalId, properties } of template.resources('AWS::CloudFront::OriginRequestPolicy'))
    policies.set(physicalId, readPolicy(properties.OriginRequestPolicyConfig));
  for (const { physicalId, properties } of template.resources('AWS::CloudFront::CachePolicy')) {
    const { ParametersInCacheKeyAndForwardedToOrigin } = properties.CachePolicyConfig as Record<
      string,
      unknown
    >;
    policies.set(physicalId, readPolicy(ParametersInCacheKeyAndForwardedToOrigin));
  }
  const find = (id: string | undefined): Forwarding => {
    const policy = id === undefined ? NONE : policies.get(id);
    if (policy === undefined)
      warn(`CloudFront: the managed policy ${id} is not known here; it forwards nothing.`);
    return policy ?? NONE;
  };
  const chosen = new Map<Behaviour, Forwarding[]>();
  return (behaviour, request) => {
    let both = chosen.get(behaviour);
    if (both === undefined) {
      both = [find(behaviour.CachePolicyId), find(behaviour.OriginRequestPolicyId)];
      chosen.set(behaviour, both);
    }
    return forward(request, both);
  };
}

function readPolicy(config: unknown): Forwarding {
  const { HeadersConfig, CookiesConfig, QueryStringsConfig } = (config ?? {}) as Record<
    string,
    Record<string, unknown>
  >;
  const rule = (from: Record<string, unknown> | undefined, name: string, list: string): Rule => ({
    behaviour: String(from?.[`${name}Behavior`] ?? 'none'),
    names: ((from?.[list] ?? []) as string[]).map((each) => (name === 'Header' ? each.toLowerCase() : each)),
  });
  return {
    headers: rule(HeadersConfig, 'Header', 'Headers'),
    cookies: rule(CookiesConfig, 'Cookie', 'Cookies'),
    query: rule(QueryStringsConfig, 'QueryString', 'QueryStrings'),
  };
}

/** Headers of one connection (RFC 9110 §7.6.1). */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Headers CloudFront sends whatever the policies say. */
const ALWAYS = ['content-type', 'content-length'];

function forward(request: EdgeRequest, policies: readonly Forwarding[]): EdgeRequest {
  const { ip, port } = request.viewer;
  const passed = policies.map(({ headers }) => headers);
  const known: Record<string, string> = {
    ...request.headers,
    'cloudfront-viewer-address': `${ip}:${port}`,
    'cloudfront-forwarded-proto': 'https',
    'cloudfront-viewer-http-version': '1.1',
  };
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(known))
    if (ALWAYS.includes(name) || passed.some((rule) => lets(rule, name))) headers[name] = value;
  for (const name of HOP_BY_HOP) delete headers[name];
  const cookie = keep(request.headers.cookie?.split(/;\s*/), policies, 'cookies').join('; ');
  delete headers.cookie;
  if (cookie !== '') headers.cookie = cookie;
  headers['user-agent'] ??= 'Amazon CloudFront';
  const chain = request.headers['x-forwarded-for'];
  headers['x-forwarded-for'] = chain === undefined ? ip : `${chain}, ${ip}`;
  headers.via = '1.1 local.cloudfront.net (CloudFront)';
  const rawQuery = keep(
    request.rawQuery === '' ? undefined : request.rawQuery.split('&'),
    policies,
    'query',
  ).join('&');
  return { ...request, headers, rawQuery };
}

function lets({ behaviour, names }: Rule, name: string): boolean {
  if (behaviour === 'none') return false;
  if (name.startsWith('cloudfront-')) return /hitelist/.test(behaviour) && names.includes(name);
  if (behaviour === 'whitelist') return names.includes(name);
  if (behaviour === 'allExcept') return !names.includes(name);
  return true;
}

function keep(
  pairs: readonly string[] = [],
  policies: readonly Forwarding[],
  kind: 'cookies' | 'query',
): string[] {
  return pairs.filter((pair) => {
    const name = pair.split('=')[0] ?? '';
    return policies.some(({ [kind]: { behaviour, names } }) => {
      if (behaviour === 'whitelist') return names.includes(name);
      if (behaviour === 'allExcept') return !names.includes(name);
      return behaviour === 'all';
    });
  });
}
