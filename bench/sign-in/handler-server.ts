/**
 * The function bundles behind one bare HTTP server and nothing else: `node handler-server.ts <folder of bundles> <port>` under
 * the environment of the functions. `GET /cpu` answers the CPU of this process so far, `GET /memory` its resident bytes, `GET
 * /costs` what each route cost since it was last asked (true only while requests come one after the other), `POST
 * /prepare?<how many>` makes accounts and registers the client in its body, `GET /text?<number>` the newest SMS. The JWKS,
 * a static object in a deployment, is answered from memory.
 */

import { subscribe } from 'node:diagnostics_channel';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 as Result } from 'aws-lambda';
import { ROUTES, type Route } from '../../lambdas/routes.ts';
import { bodyOf } from '../body.ts';

/** Totals of one route. */
export interface RouteCost {
  requests: number;
  awsCalls: number;
  cpuMs: number;
  /** Of the answers, without headers. */
  bodyBytes: number;
}

type Handler = (event: object) => Promise<Result>;

const [folder = '', port] = process.argv.slice(2);
const require = createRequire(import.meta.url);
const { publish, prepare, textTo } = require(
  join(folder, 'administration/index.js'),
) as typeof import('./administration.ts');
const routes = ROUTES.filter(({ function: name }) => existsSync(join(folder, name, 'index.js'))).map(
  (route) => ({
    route,
    pattern: new RegExp(`^${route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
    handler: (require(join(folder, route.function, 'index.js')) as { handler: Handler }).handler,
  }),
);

let costs: Record<string, RouteCost> | undefined;
let current: RouteCost | undefined;

/** From the first time on that they are asked: to account for each route costs a tenth of what it accounts for. */
function takeCosts(): Record<string, RouteCost> {
  // Every call of AWS is one request of Node's http client.
  if (costs === undefined)
    subscribe('http.client.request.start', () => {
      if (current !== undefined) current.awsCalls += 1;
    });
  const taken = costs ?? {};
  costs = {};
  return taken;
}

const keys = await publish();
createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (url.pathname === '/costs') return void response.end(JSON.stringify(takeCosts()));
  if (url.pathname === '/oauth/jwks') return void response.end(keys);
  if (url.pathname === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  if (url.pathname === '/memory') return void response.end(String(process.memoryUsage.rss()));
  if (url.pathname === '/text') return void response.end(textTo(decodeURIComponent(url.search.slice(1))));
  if (url.pathname === '/prepare') {
    const accounts = await prepare(
      Number(url.search.slice(1)),
      JSON.parse((await bodyOf(request)).toString()),
    );
    return void response.end(JSON.stringify(accounts));
  }
  const found = routes.find(
    ({ route, pattern }) => route.method === request.method && pattern.test(url.pathname),
  );
  if (found === undefined) return void response.writeHead(404).end();
  const params = { ...found.pattern.exec(url.pathname)?.groups };
  const event = await toEvent(request, url, found.route, params);
  const result = await (costs === undefined ? found.handler(event) : accounted(costs, found, event));
  const text = result.body ?? '';
  response.writeHead(result.statusCode ?? 500, {
    ...(result.headers as Record<string, string>),
    ...(result.statusCode !== 204 && { 'content-length': Buffer.byteLength(text) }),
    ...(result.cookies && { 'set-cookie': result.cookies }),
  });
  response.end(text);
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));

async function accounted(
  into: Record<string, RouteCost>,
  { route, handler }: (typeof routes)[number],
  event: object,
): Promise<Result> {
  const name = `${route.method} ${route.path}`;
  into[name] ??= { requests: 0, awsCalls: 0, cpuMs: 0, bodyBytes: 0 };
  current = into[name];
  const before = process.cpuUsage();
  const result = await handler(event);
  const { user, system } = process.cpuUsage(before);
  current.requests += 1;
  current.cpuMs += (user + system) / 1000;
  current.bodyBytes += Buffer.byteLength(result.body ?? '');
  return result;
}

/** What API Gateway makes of a request (payload format 2.0). */
async function toEvent(request: IncomingMessage, url: URL, route: Route, params: Record<string, string>) {
  const { cookie, ...headers } = request.headers;
  const body = await bodyOf(request);
  return {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers,
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    pathParameters: params,
    requestContext: { http: { method: request.method, sourceIp: '192.0.2.7' }, requestId: 'bench' },
    ...(body.length > 0 && { body: body.toString('base64') }),
    isBase64Encoded: true,
  };
}
