import { randomUUID } from 'node:crypto';
import type { EdgeRequest } from '../http.ts';
import type { RouteMatch } from './routes.ts';

/** Where a request came in. */
export interface ApiPlace {
  readonly account: string;
  readonly apiId: string;
  readonly domainName: string;
  readonly stage: string;
  /** Milliseconds since the epoch, by the cloud's clock. */
  readonly now: number;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** What HTTP APIs hand over as text; everything else (form bodies too) arrives base64-encoded. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\s*(;|$))/i;

/**
 * Makes the event of payload format 2.0 (API Gateway developer guide, "Create AWS Lambda proxy integrations for HTTP APIs"):
 * cookies apart, header values joined by commas, repeated query keys joined by commas. `rawPath` is the decoded path, as HTTP APIs
 * hand it over; `rawQueryString` is as sent.
 *
 * @param request with its path percent-decoded
 */
export function toEvent(request: EdgeRequest, { route, parameters }: RouteMatch, place: ApiPlace) {
  const { cookie, ...headers } = request.headers;
  const text = TEXT.test(headers['content-type'] ?? 'text/plain');
  const query = queryParameters(request.rawQuery);
  const clientCert = request.customDomain?.clientCert;
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: request.path,
    rawQueryString: request.rawQuery,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/;\s*/).filter((each) => each !== '') }),
    headers: { ...headers, host: place.domainName },
    ...(query === undefined ? {} : { queryStringParameters: query }),
    requestContext: {
      accountId: place.account,
      apiId: place.apiId,
      ...(clientCert && { authentication: { clientCert } }),
      domainName: place.domainName,
      domainPrefix: place.domainName.split('.')[0] ?? '',
      http: {
        method: request.method,
        path: request.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.viewer.ip,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: place.stage,
      time: commonLogTime(place.now),
      timeEpoch: place.now,
    },
    ...(Object.keys(parameters).length === 0 ? {} : { pathParameters: parameters }),
    ...(request.body.length === 0 ? {} : { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

export type ApiEvent = ReturnType<typeof toEvent> & { requestContext: { authorizer?: unknown } };

function queryParameters(rawQuery: string): Record<string, string> | undefined {
  if (rawQuery === '') return undefined;
  const joined = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQuery))
    joined.set(name, joined.has(name) ? `${joined.get(name)},${value}` : value);
  return Object.fromEntries(joined);
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(now: number): string {
  const [date = '', time = ''] = new Date(now).toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
