import { AwsError, answer, type WireAnswer, type WireRequest } from '../../service.ts';
import type { Bucket, CorsRule } from './buckets.ts';

/** Headers the bucket's CORS rules add to an answer; none when the origin or method is not allowed. */
export function corsHeaders(bucket: Bucket | undefined, request: WireRequest): Record<string, string> {
  const rule = bucket === undefined ? undefined : ruleFor(bucket, request, request.method, []);
  return rule === undefined ? {} : headersOf(rule, request);
}

/** Answers a preflight (OPTIONS) from the bucket's rules; 403 when no rule allows the request it announces. */
export function preflight(bucket: Bucket, request: WireRequest): WireAnswer {
  const method = request.headers['access-control-request-method'];
  if (request.headers.origin === undefined || method === undefined) {
    throw new AwsError('BadRequest', 'Insufficient information. Origin request header needed.', 400);
  }
  const announced = (request.headers['access-control-request-headers'] ?? '').split(',');
  const wanted = announced.map((name) => name.trim().toLowerCase()).filter((name) => name !== '');
  const rule = ruleFor(bucket, request, method, wanted);
  if (rule === undefined) {
    const message =
      'CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource’s CORS spec.';
    throw new AwsError('AccessForbidden', message, 403);
  }
  const headers = {
    ...headersOf(rule, request),
    ...(wanted.length === 0 ? {} : { 'access-control-allow-headers': wanted.join(', ') }),
    ...(rule.MaxAge === undefined ? {} : { 'access-control-max-age': String(rule.MaxAge) }),
  };
  return answer({ status: 200, headers });
}

function ruleFor(
  bucket: Bucket,
  { headers }: WireRequest,
  method: string,
  wanted: readonly string[],
): CorsRule | undefined {
  const { origin } = headers;
  if (origin === undefined) return undefined;
  return bucket.cors.find(
    (rule) =>
      rule.AllowedMethods.includes(method) &&
      rule.AllowedOrigins.some((pattern) => matches(pattern, origin)) &&
      wanted.every((name) =>
        (rule.AllowedHeaders ?? []).some((pattern) => matches(pattern.toLowerCase(), name)),
      ),
  );
}

/** One `*` stands for anything. */
function matches(pattern: string, value: string): boolean {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return pattern === value;
  return value.length >= before.length + after.length && value.startsWith(before) && value.endsWith(after);
}

function headersOf(rule: CorsRule, { headers }: WireRequest): Record<string, string> {
  const anyone = rule.AllowedOrigins.includes('*');
  const exposed = rule.ExposedHeaders ?? [];
  return {
    'access-control-allow-origin': anyone ? '*' : (headers.origin ?? ''),
    'access-control-allow-methods': rule.AllowedMethods.join(', '),
    ...(anyone ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}
