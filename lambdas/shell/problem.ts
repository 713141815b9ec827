import type { Problem } from '../contracts/problem.ts';
import type { Refusal, RefusalKind } from '../domain/errors.ts';
import type { HttpResponse } from './http-message.ts';

const STATUS: Record<RefusalKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

const TITLE: Record<RefusalKind, string> = {
  invalid: 'The request is not valid',
  unauthenticated: 'Sign in first',
  forbidden: 'Not allowed',
  'not-found': 'Not found',
  conflict: 'Not possible at this step',
  gone: 'No longer valid',
  'too-large': 'Too large',
  unsupported: 'Not supported',
  unprocessable: 'Cannot be used',
  'too-many': 'Too many tries',
  unavailable: 'Not available for the moment',
};

/** RFC 9457 problem details of a refusal. */
export function problemResponse(refusal: Refusal, requestId: string): HttpResponse {
  const { kind, code, message, details } = refusal;
  const status = STATUS[kind];
  const problem: Problem = {
    type: 'about:blank',
    title: TITLE[kind],
    status,
    code,
    detail: message,
    requestId,
    ...(details.fields && { fields: [...details.fields] }),
    ...(details.next && { next: [...details.next] }),
    ...(details.retryAfterSeconds !== undefined && { retryAfterSeconds: details.retryAfterSeconds }),
    ...(details.triesLeft !== undefined && { triesLeft: details.triesLeft }),
  };
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(details.retryAfterSeconds !== undefined && { 'retry-after': String(details.retryAfterSeconds) }),
    },
    body: JSON.stringify(problem),
  };
}
