import { randomUUID } from 'node:crypto';
import type { InvokeResult } from '../../parts.ts';
import type { Resource, Template } from '../../template/resource.ts';
import { type EdgeAnswer, type EdgeRequest, jsonMessage } from '../http.ts';
import { INTERNAL_ERROR, toAnswer } from './answer.ts';
import { createAuthorizers } from './authorizer.ts';
import { createCors } from './cors.ts';
import { type ApiEvent, toEvent } from './event.ts';
import { decode, matchRoute, readRoutes } from './routes.ts';

/** API Gateway's request limit; Lambda's own is 6 MB. */
const REQUEST_LIMIT_BYTES = 10 * 1024 * 1024;
const EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

/** One HTTP API of the template. */
export interface HttpApi {
  readonly apiId: string;
  /** `<id>.execute-api.<region>.amazonaws.com` */
  readonly domainName: string;
  handle(request: EdgeRequest): Promise<EdgeAnswer>;
}

/** What an API needs of the cloud. */
export interface HttpApiParts {
  readonly template: Template;
  now(): number;
  invoke(functionArn: string, payload: unknown): Promise<InvokeResult>;
  warn(line: string): void;
}

/** Makes every `AWS::ApiGatewayV2::Api` of protocol HTTP. */
export function createHttpApis(parts: HttpApiParts): HttpApi[] {
  return parts.template
    .resources('AWS::ApiGatewayV2::Api')
    .filter(({ properties }) => properties.ProtocolType === 'HTTP')
    .map((resource) => createHttpApi(resource, parts));
}

function createHttpApi(api: Resource, { template, now, invoke, warn }: HttpApiParts): HttpApi {
  const apiId = api.physicalId;
  const domainName = String(api.attribute('ApiEndpoint')).replace('https://', '');
  const routes = readRoutes(template, apiId, warn);
  const cors = createCors(api.properties.CorsConfiguration as Parameters<typeof createCors>[0]);
  const stages = template
    .resources('AWS::ApiGatewayV2::Stage')
    .filter(({ properties }) => properties.ApiId === apiId);
  const authorize = createAuthorizers(invoke, now);
  const hostOf = ({ customDomain }: EdgeRequest): string => customDomain?.domainName ?? domainName;

  async function serve(request: EdgeRequest): Promise<EdgeAnswer> {
    const staged = findStage(request, stages);
    const match =
      staged === undefined ? undefined : matchRoute(routes, staged.request.method, staged.request.path);
    if (staged === undefined || match === undefined) return jsonMessage(404, 'Not Found');
    if (request.body.length > REQUEST_LIMIT_BYTES) return jsonMessage(413, 'Request Entity Too Large');
    const host = hostOf(request);
    const place = { account: template.account, apiId, domainName: host, stage: staged.name, now: now() };
    const event: ApiEvent = toEvent(staged.request, match, place);
    if ((event.body?.length ?? 0) > EVENT_LIMIT_BYTES) return jsonMessage(413, 'Request Entity Too Large');
    const { route } = match;
    if (route.authorizer !== undefined) {
      const authorization = await authorize(route.authorizer, match, staged.request, event);
      if ('refusal' in authorization) return authorization.refusal;
      event.requestContext.authorizer = authorization.context;
    }
    return integrate(route.functionArn, event, route.timeoutMilliseconds);
  }

  async function integrate(functionArn: string, event: ApiEvent, limit: number): Promise<EdgeAnswer> {
    const late = Promise.withResolvers<EdgeAnswer>();
    const timer = setTimeout(() => late.resolve(jsonMessage(503, 'Service Unavailable')), limit);
    const answer = invoke(functionArn, event).then(
      ({ payload, functionError }) => (functionError === undefined ? toAnswer(payload) : INTERNAL_ERROR),
      (error: Error) => {
        warn(`HTTP API: ${event.routeKey}: ${error.message}`);
        return INTERNAL_ERROR;
      },
    );
    try {
      return await Promise.race([answer, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    apiId,
    domainName,
    async handle(request) {
      const preflight = cors.preflight(request);
      const answer =
        preflight ?? cors.decorate(request, await serve(forwarded(decoded(request), hostOf(request))));
      return { ...answer, headers: { ...answer.headers, 'apigw-requestid': randomUUID() } };
    },
  };
}

/** API Gateway decodes the path once, before it looks for a stage and a route. */
function decoded(request: EdgeRequest): EdgeRequest {
  return { ...request, path: decode(request.path) };
}

/** API Gateway appends its own peer to the chain of addresses. */
function forwarded(request: EdgeRequest, host: string): EdgeRequest {
  const chain = request.headers['x-forwarded-for'];
  const headers = {
    ...request.headers,
    host,
    'x-forwarded-for': chain === undefined ? request.viewer.ip : `${chain}, ${request.viewer.ip}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
  return { ...request, headers };
}

/** `$default` serves at the root; any other stage under its name. */
function findStage(request: EdgeRequest, stages: readonly Resource[]) {
  const names = stages.map(({ properties }) => String(properties.StageName));
  const named = names.find((name) => request.path === `/${name}` || request.path.startsWith(`/${name}/`));
  if (named !== undefined)
    return { name: named, request: { ...request, path: request.path.slice(named.length + 1) || '/' } };
  return names.includes('$default') ? { name: '$default', request } : undefined;
}
