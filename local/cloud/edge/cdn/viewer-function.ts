import crypto from 'node:crypto';
import querystring from 'node:querystring';
import vm from 'node:vm';
import type { Resource, Template } from '../../template/resource.ts';
import type { EdgeAnswer, EdgeRequest } from '../http.ts';

type Values = Record<string, { value: string; multiValue?: { value: string }[] }>;

/** A request or response as `cloudfront-js-2.0` functions see it. */
interface FunctionRequest {
  method: string;
  uri: string;
  querystring: Values;
  headers: Values;
  cookies: Values;
}
interface FunctionResponse {
  statusCode: number;
  statusDescription?: string;
  headers?: Values;
  cookies?: Record<string, { value: string; attributes?: string }>;
  body?: string | { encoding?: string; data?: string };
}

/** CloudFront Functions of the template, by ARN. */
export interface ViewerFunctions {
  /** Runs a viewer-request function: the request to go on with, or the answer to give at once. */
  onRequest(arn: string, request: EdgeRequest, distributionId: string): Promise<EdgeRequest | EdgeAnswer>;
}

/** A CloudFront Function has less than a millisecond; a loop must not hang the laptop. */
const TIME_LIMIT_MILLISECONDS = 5000;

export function createViewerFunctions(template: Template): ViewerFunctions {
  const functions = new Map(
    template.resources('AWS::CloudFront::Function').map((resource) => [resource.arn, compile(resource)]),
  );
  return {
    async onRequest(arn, request, distributionId) {
      const run = functions.get(arn);
      if (run === undefined) throw new Error(`CloudFront function ${arn} is not in the template.`);
      const context = { eventType: 'viewer-request', distributionId, requestId: crypto.randomUUID() };
      const event = {
        version: '1.0',
        context,
        viewer: { ip: request.viewer.ip },
        request: toFunction(request),
      };
      const result = (await run(event)) as FunctionRequest | FunctionResponse;
      return 'statusCode' in result ? toAnswer(result) : fromFunction(result, request);
    },
  };
}

const MODULES: Readonly<Record<string, unknown>> = { crypto, querystring };

function compile({ logicalId, properties }: Resource): (event: object) => unknown {
  const source = String(properties.FunctionCode);
  if (/^\s*import\s/m.test(source))
    throw new Error(
      `${logicalId}: key value stores of CloudFront Functions are not known to the laptop cloud.`,
    );
  const require = (name: string): unknown => {
    if (name in MODULES) return MODULES[name];
    throw new Error(`${logicalId}: CloudFront Functions have no module ${name}.`);
  };
  const sandbox = vm.createContext({ require, console, Buffer, atob, btoa, TextEncoder, TextDecoder });
  new vm.Script(source, { filename: `${logicalId}.js` }).runInContext(sandbox);
  const call = new vm.Script('handler(event)');
  return (event) => {
    sandbox.event = structuredClone(event);
    return call.runInContext(sandbox, { timeout: TIME_LIMIT_MILLISECONDS });
  };
}

function toFunction(request: EdgeRequest): FunctionRequest {
  const { cookie, ...headers } = request.headers;
  const cookies = (cookie?.split(/;\s*/) ?? []).map((pair) => splitPair(pair));
  const query = request.rawQuery === '' ? [] : request.rawQuery.split('&').map((pair) => splitPair(pair));
  return {
    method: request.method,
    uri: request.path,
    querystring: toValues(query),
    headers: toValues(Object.entries(headers)),
    cookies: toValues(cookies),
  };
}

function splitPair(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  return equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
}

/** Names come from outside: `__proto__` and `constructor` are names like any other. */
function toValues(pairs: readonly (readonly [string, string])[]): Values {
  const values = new Map<string, Values[string]>();
  for (const [name, value] of pairs) {
    const known = values.get(name);
    if (known === undefined) values.set(name, { value });
    else known.multiValue = [...(known.multiValue ?? [{ value: known.value }]), { value }];
  }
  return Object.fromEntries(values);
}

function fromValues(values: Values): [string, string][] {
  return Object.entries(values).flatMap(([name, { value, multiValue }]) =>
    (multiValue ?? [{ value }]).map((each): [string, string] => [name, each.value]),
  );
}

function fromFunction(result: FunctionRequest, request: EdgeRequest): EdgeRequest {
  const headers = Object.fromEntries(
    fromValues(result.headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const cookie = fromValues(result.cookies ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const rawQuery =
    typeof result.querystring === 'string'
      ? result.querystring
      : fromValues(result.querystring)
          .map(([name, value]) => (value === '' ? name : `${name}=${value}`))
          .join('&');
  const withCookie = cookie === '' ? headers : { ...headers, cookie };
  return { ...request, method: result.method, path: result.uri, rawQuery, headers: withCookie };
}

function toAnswer({ statusCode, headers = {}, cookies = {}, body }: FunctionResponse): EdgeAnswer {
  const set = Object.entries(cookies).map(
    ([name, { value, attributes }]) => `${name}=${value}${attributes === undefined ? '' : `; ${attributes}`}`,
  );
  const plain = Object.fromEntries(fromValues(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const data = typeof body === 'string' ? body : (body?.data ?? '');
  const encoding = typeof body === 'object' && body.encoding === 'base64' ? 'base64' : 'utf8';
  return {
    status: statusCode,
    headers: set.length === 0 ? plain : { ...plain, 'set-cookie': set },
    body: Buffer.from(data, encoding),
  };
}
