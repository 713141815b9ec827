import type { Resource, Template } from '../../template/resource.ts';

/** One route of the HTTP API with what stands behind it. */
export interface Route {
  /** `GET /people/{id}` or `$default` */
  readonly key: string;
  readonly method: string;
  readonly segments: readonly string[];
  readonly functionArn: string;
  readonly timeoutMilliseconds: number;
  readonly authorizer?: Authorizer;
}

/** A Lambda authorizer (payload 2.0). */
export interface Authorizer {
  readonly functionArn: string;
  /** `$request.header.x` … */
  readonly identitySources: readonly string[];
  readonly cacheSeconds: number;
  readonly simple: boolean;
}

/** The route that serves a request. */
export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

type Properties = Readonly<Record<string, unknown>>;

/** Reads the routes of one API. `warn` hears about what cannot be served here. */
export function readRoutes(template: Template, apiId: string, warn: (line: string) => void): Route[] {
  const ofApi = (type: string) =>
    template.resources(type).filter(({ properties }) => properties.ApiId === apiId);
  const integrations = byId(ofApi('AWS::ApiGatewayV2::Integration'));
  const authorizers = byId(ofApi('AWS::ApiGatewayV2::Authorizer'));
  return ofApi('AWS::ApiGatewayV2::Route').flatMap(({ logicalId, properties }) => {
    const integration = integrations.get(String(properties.Target).replace('integrations/', ''));
    const uri = /(arn:[^/]*:lambda:[^/]*:function:[^/]+)/.exec(
      String(integration?.properties.IntegrationUri),
    )?.[1];
    if (integration?.properties.IntegrationType !== 'AWS_PROXY' || uri === undefined) {
      warn(
        `HTTP API: the route ${properties.RouteKey} (${logicalId}) has no Lambda integration and is not served.`,
      );
      return [];
    }
    return [toRoute(properties, uri, integration.properties, authorizers, warn)];
  });
}

function toRoute(
  { RouteKey, AuthorizationType = 'NONE', AuthorizerId }: Properties,
  functionArn: string,
  { TimeoutInMillis = 30_000 }: Properties,
  authorizers: ReadonlyMap<string, Resource>,
  warn: (line: string) => void,
): Route {
  const key = String(RouteKey);
  const [method = '$default', path = ''] = key.split(' ');
  const plain = {
    key,
    method,
    segments: segmentsOf(path),
    functionArn,
    timeoutMilliseconds: Number(TimeoutInMillis),
  };
  if (AuthorizationType === 'NONE') return plain;
  const authorizer =
    AuthorizationType === 'CUSTOM' ? readAuthorizer(authorizers.get(String(AuthorizerId))) : undefined;
  if (authorizer !== undefined) return { ...plain, authorizer };
  warn(
    `HTTP API: ${key} asks for ${AuthorizationType}, which the laptop cloud cannot check; it refuses every call.`,
  );
  return { ...plain, authorizer: { functionArn: '', identitySources: [], cacheSeconds: 0, simple: true } };
}

function readAuthorizer(resource: Resource | undefined): Authorizer | undefined {
  const {
    AuthorizerUri,
    IdentitySource = [],
    AuthorizerResultTtlInSeconds = 0,
    EnableSimpleResponses,
  } = resource?.properties ?? {};
  const functionArn = /(arn:[^/]*:lambda:[^/]*:function:[^/]+)/.exec(String(AuthorizerUri))?.[1];
  if (functionArn === undefined) return undefined;
  return {
    functionArn,
    identitySources: IdentitySource as string[],
    cacheSeconds: Number(AuthorizerResultTtlInSeconds),
    simple: EnableSimpleResponses === true,
  };
}

function byId(resources: readonly Resource[]): Map<string, Resource> {
  return new Map(resources.map((resource) => [resource.physicalId, resource]));
}

function segmentsOf(path: string): string[] {
  return path.split('/').slice(1);
}

/**
 * Finds the most specific route: literal segments before `{name}` before `{name+}`, a method before `ANY`, and
 * `$default` last.
 *
 * @param path already percent-decoded, as API Gateway does first: a slash that came as `%2F` separates segments too
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const given = segmentsOf(path);
  let best: { match: RouteMatch; rank: string } | undefined;
  for (const route of routes) {
    if (route.method !== method && route.method !== 'ANY' && route.method !== '$default') continue;
    const parameters = route.method === '$default' ? {} : matchSegments(route.segments, given);
    if (parameters === undefined) continue;
    const rank = rankOf(route);
    if (best === undefined || rank < best.rank) best = { match: { route, parameters }, rank };
  }
  return best?.match;
}

function matchSegments(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const actual = given[index];
    if (actual === undefined) return undefined;
    if (segment.endsWith('+}')) {
      parameters[segment.slice(1, -2)] = given.slice(index).join('/');
      return parameters;
    }
    if (segment.startsWith('{')) {
      if (actual === '') return undefined;
      parameters[segment.slice(1, -1)] = actual;
    } else if (segment !== actual) return undefined;
  }
  return wanted.length === given.length ? parameters : undefined;
}

/** Sorts the more specific first. */
function rankOf({ method, segments }: Route): string {
  if (method === '$default') return '~';
  const kinds = segments.map((segment) =>
    segment.endsWith('+}') ? '2' : segment.startsWith('{') ? '1' : '0',
  );
  return `${kinds.join('')}${method === 'ANY' ? '1' : '0'}`;
}

/** Percent-decodes; what is not decodable stays as it is. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
