import type { InvokeResult } from '../../parts.ts';
import { type EdgeAnswer, type EdgeRequest, jsonMessage } from '../http.ts';
import type { ApiEvent } from './event.ts';
import type { Authorizer, RouteMatch } from './routes.ts';

/** Either the authorizer's context, or the refusal to send. */
export type Authorization = { readonly context: unknown } | { readonly refusal: EdgeAnswer };

type Invoke = (functionArn: string, payload: unknown) => Promise<InvokeResult>;

/** Asks Lambda authorizers, remembering their answers as long as the template allows. */
export function createAuthorizers(invoke: Invoke, now: () => number) {
  const remembered = new Map<string, { until: number; authorization: Authorization }>();
  return async (authorizer: Authorizer, { route }: RouteMatch, request: EdgeRequest, event: ApiEvent) => {
    const identity = authorizer.identitySources.map((source) => identityOf(source, request));
    if (identity.some((value) => value === undefined)) return { refusal: jsonMessage(401, 'Unauthorized') };
    const name = JSON.stringify([authorizer.functionArn, route.key, identity]);
    const known = remembered.get(name);
    if (known !== undefined && known.until > now()) return known.authorization;
    const authorization = await ask(authorizer, identity as string[], event, invoke);
    const until = now() + authorizer.cacheSeconds * 1000;
    if (authorizer.cacheSeconds > 0) remembered.set(name, { until, authorization });
    return authorization;
  };
}

async function ask(
  { functionArn, simple }: Authorizer,
  identitySource: string[],
  { body, isBase64Encoded, ...event }: ApiEvent,
  invoke: Invoke,
): Promise<Authorization> {
  if (functionArn === '') return { refusal: jsonMessage(403, 'Forbidden') };
  const result = await invoke(functionArn, { ...event, type: 'REQUEST', identitySource });
  if (result.functionError !== undefined) return { refusal: jsonMessage(500, 'Internal Server Error') };
  const { isAuthorized, context = {}, policyDocument } = (result.payload ?? {}) as Record<string, unknown>;
  const allowed = simple ? isAuthorized === true : allows(policyDocument);
  return allowed ? { context: { lambda: context } } : { refusal: jsonMessage(403, 'Forbidden') };
}

function allows(policy: unknown): boolean {
  const { Statement = [] } = (policy ?? {}) as { Statement?: { Effect?: string }[] };
  return Statement.length > 0 && Statement.every(({ Effect }) => Effect === 'Allow');
}

function identityOf(source: string, request: EdgeRequest): string | undefined {
  const [, kind, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
  if (kind === 'header') return request.headers[name.toLowerCase()] || undefined;
  return new URLSearchParams(request.rawQuery).get(name) ?? undefined;
}
