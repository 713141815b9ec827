import type { Resource, Template } from '../../template/resource.ts';
import type { HttpApi } from '../api/http-api.ts';
import type { EdgeAnswer, EdgeRequest } from '../http.ts';
import { type Behaviour, createBehaviourChoice, type DistributionConfig, type Origin } from './behaviour.ts';
import { createBucketOrigin } from './bucket-origin.ts';
import { createCompression, createCompressionChoice } from './compression.ts';
import { createOriginRequests } from './origin-request.ts';
import { createResponseHeaders } from './response-headers.ts';
import { createViewerFunctions } from './viewer-function.ts';

/** The content delivery network in front of everything. */
export interface Distribution {
  handle(request: EdgeRequest): Promise<EdgeAnswer>;
}

/** What the network needs of the cloud. */
export interface DistributionParts {
  readonly template: Template;
  readonly apis: readonly HttpApi[];
  getObject(bucket: string, key: string): Promise<unknown>;
  resolve<T>(value: T): Promise<T>;
  toLoopback(text: string): string;
  warn(line: string): void;
}

type AskOrigin = (request: EdgeRequest) => Promise<EdgeAnswer>;

const DEFAULT_METHODS = ['HEAD', 'GET'];

/** Makes the first distribution of the template; `undefined` when it has none. */
export async function createDistribution(parts: DistributionParts): Promise<Distribution | undefined> {
  const [resource, ...others] = parts.template.resources('AWS::CloudFront::Distribution');
  if (resource === undefined) return undefined;
  for (const { logicalId } of others)
    parts.warn(`CloudFront: only one distribution is served; ${logicalId} is not.`);
  return serveDistribution(resource, parts);
}

async function serveDistribution(resource: Resource, parts: DistributionParts): Promise<Distribution> {
  // Secrets in origin headers are dynamic references; they exist once Secrets Manager has started.
  const config = (await parts.resolve(resource.properties.DistributionConfig)) as DistributionConfig;
  const chooseBehaviour = createBehaviourChoice(config);
  const toOriginRequest = createOriginRequests(parts.template, parts.warn);
  const decorate = createResponseHeaders(parts.template, parts.toLoopback);
  const viewerFunctions = createViewerFunctions(parts.template);
  const compress = createCompression();
  const compresses = createCompressionChoice(parts.template);
  const origins = new Map(config.Origins.map((origin) => [origin.Id, connect(origin, parts)]));

  /** From a behaviour to its origin and back, error pages included. */
  async function fetch(behaviour: Behaviour, request: EdgeRequest): Promise<EdgeAnswer> {
    const origin = origins.get(behaviour.TargetOriginId);
    if (origin === undefined)
      return problem(502, `The origin ${behaviour.TargetOriginId} is not in the template.`);
    const rooted =
      request.path === '/' && config.DefaultRootObject ? `/${config.DefaultRootObject}` : request.path;
    return origin(toOriginRequest(behaviour, { ...request, path: rooted }));
  }

  async function withErrorPage(request: EdgeRequest, answer: EdgeAnswer): Promise<EdgeAnswer> {
    const rule = config.CustomErrorResponses?.find(({ ErrorCode }) => ErrorCode === answer.status);
    if (rule?.ResponsePagePath === undefined) return answer;
    const page = {
      ...request,
      method: 'GET',
      path: rule.ResponsePagePath,
      rawQuery: '',
      body: Buffer.alloc(0),
    };
    const found = await fetch(chooseBehaviour(rule.ResponsePagePath), page);
    return found.status === 200 ? { ...found, status: rule.ResponseCode ?? answer.status } : answer;
  }

  async function serve(behaviour: Behaviour, request: EdgeRequest): Promise<EdgeAnswer> {
    if (!(behaviour.AllowedMethods ?? DEFAULT_METHODS).includes(request.method))
      return problem(403, 'This distribution is not configured to allow the HTTP request method.');
    let current = request;
    for (const { EventType, FunctionARN } of behaviour.FunctionAssociations ?? []) {
      if (EventType !== 'viewer-request') continue;
      const result = await viewerFunctions.onRequest(FunctionARN, current, resource.physicalId);
      if ('status' in result) return result;
      current = result;
    }
    return withErrorPage(current, await fetch(behaviour, current));
  }

  return {
    async handle(request) {
      const behaviour = chooseBehaviour(request.path);
      const answer = decorate(behaviour.ResponseHeadersPolicyId, await serve(behaviour, request));
      if (isUnchanged(request, answer)) return { ...answer, status: 304, body: Buffer.alloc(0) };
      return compresses(behaviour) ? compress(request.headers['accept-encoding'], answer) : answer;
    },
  };
}

/** Conditional requests end at the edge (RFC 9110 §13.1.2, weak comparison). */
function isUnchanged({ method, headers }: EdgeRequest, { status, headers: { etag } }: EdgeAnswer): boolean {
  const known = headers['if-none-match'];
  if (known === undefined || typeof etag !== 'string' || status !== 200 || !/^(GET|HEAD)$/.test(method))
    return false;
  const weak = (tag: string) => tag.trim().replace(/^W\//, '');
  return known === '*' || known.split(',').map(weak).includes(weak(etag));
}

/** Connects an origin by its production host name: a bucket, or an HTTP API. */
function connect(origin: Origin, { template, apis, getObject, warn }: DistributionParts): AskOrigin {
  const bucket = template
    .resources('AWS::S3::Bucket')
    .find(({ name }) => origin.DomainName.startsWith(`${name}.s3`))?.name;
  const api = apis.find(({ domainName }) => domainName === origin.DomainName);
  const ask = bucket === undefined ? api?.handle : createBucketOrigin(template, bucket, getObject);
  if (ask === undefined) {
    warn(`CloudFront: the origin ${origin.DomainName} is neither a bucket nor an HTTP API of the template.`);
    return async () => problem(502, `The laptop cloud cannot reach ${origin.DomainName}.`);
  }
  const added = Object.fromEntries(
    (origin.OriginCustomHeaders ?? []).map(({ HeaderName, HeaderValue }) => [
      HeaderName.toLowerCase(),
      HeaderValue,
    ]),
  );
  const prefix = origin.OriginPath ?? '';
  return (request) =>
    ask({ ...request, path: prefix + request.path, headers: { ...request.headers, ...added } });
}

function problem(status: number, sentence: string): EdgeAnswer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: Buffer.from(`${sentence}\n`),
  };
}
