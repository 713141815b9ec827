import type { Template } from '../../template/resource.ts';
import type { EdgeAnswer } from '../http.ts';

interface Header {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

type Config = Readonly<Record<string, Record<string, unknown>>>;

/** What a response headers policy does to an answer. */
export type Decorate = (policyId: string | undefined, answer: EdgeAnswer) => EdgeAnswer;

const MANAGED_SECURITY_HEADERS = '67f7725c-6f97-4210-82d7-5512b31e9d03';

/**
 * Reads the response headers policies.
 *
 * @param toLoopback rewrites addresses inside a content security policy
 */
export function createResponseHeaders(template: Template, toLoopback: (text: string) => string): Decorate {
  const policies = new Map<string, { set: Header[]; remove: string[] }>();
  policies.set(MANAGED_SECURITY_HEADERS, { set: managedSecurityHeaders(), remove: [] });
  for (const { physicalId, properties } of template.resources('AWS::CloudFront::ResponseHeadersPolicy')) {
    const config = properties.ResponseHeadersPolicyConfig as Config;
    const removed = (config.RemoveHeadersConfig?.Items ?? []) as { Header: string }[];
    const set = readHeaders(config).map((header) => ({ ...header, value: toLoopback(header.value) }));
    policies.set(physicalId, { set, remove: removed.map(({ Header }) => Header.toLowerCase()) });
  }
  return (policyId, answer) => {
    const policy = policyId === undefined ? undefined : policies.get(policyId);
    if (policy === undefined) return answer;
    const headers = { ...answer.headers };
    for (const name of policy.remove) delete headers[name];
    for (const { name, value, override } of policy.set)
      if (override || headers[name] === undefined) headers[name] = value;
    return { ...answer, headers };
  };
}

function readHeaders(config: Config): Header[] {
  const security = (config.SecurityHeadersConfig ?? {}) as Config;
  const custom = (config.CustomHeadersConfig?.Items ?? []) as {
    Header: string;
    Value: string;
    Override: boolean;
  }[];
  const one = (
    name: string,
    from: Record<string, unknown> | undefined,
    value: (from: Record<string, unknown>) => string,
  ) => (from === undefined ? [] : [{ name, value: value(from), override: from.Override === true }]);
  return [
    ...one('content-security-policy', security.ContentSecurityPolicy, (from) =>
      String(from.ContentSecurityPolicy),
    ),
    ...one('x-content-type-options', security.ContentTypeOptions, () => 'nosniff'),
    ...one('x-frame-options', security.FrameOptions, (from) => String(from.FrameOption)),
    ...one('referrer-policy', security.ReferrerPolicy, (from) => String(from.ReferrerPolicy)),
    ...one('strict-transport-security', security.StrictTransportSecurity, strictTransport),
    ...one('x-xss-protection', security.XSSProtection, xssProtection),
    ...cors(config.CorsConfig),
    ...custom.map(({ Header, Value, Override }) => ({
      name: Header.toLowerCase(),
      value: Value,
      override: Override,
    })),
  ];
}

/** CloudFront answers simple requests of other origins; which methods and headers a preflight may ask is the origin's. */
function cors(from: Record<string, unknown> | undefined): Header[] {
  if (from === undefined) return [];
  const origins = (from.AccessControlAllowOrigins as { Items: string[] }).Items;
  return [
    {
      name: 'access-control-allow-origin',
      value: origins.join(', '),
      override: from.OriginOverride === true,
    },
  ];
}

function strictTransport({
  AccessControlMaxAgeSec,
  IncludeSubdomains,
  Preload,
}: Record<string, unknown>): string {
  const subdomains = IncludeSubdomains === true ? '; includeSubDomains' : '';
  return `max-age=${AccessControlMaxAgeSec}${subdomains}${Preload === true ? '; preload' : ''}`;
}

function xssProtection({ Protection, ModeBlock }: Record<string, unknown>): string {
  return Protection === true ? `1${ModeBlock === true ? '; mode=block' : ''}` : '0';
}

function managedSecurityHeaders(): Header[] {
  return [
    { name: 'x-xss-protection', value: '1; mode=block', override: false },
    { name: 'x-frame-options', value: 'SAMEORIGIN', override: false },
    { name: 'referrer-policy', value: 'strict-origin-when-cross-origin', override: false },
    { name: 'x-content-type-options', value: 'nosniff', override: true },
    { name: 'strict-transport-security', value: 'max-age=31536000', override: false },
  ];
}
