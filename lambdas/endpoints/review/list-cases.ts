import { Refusal } from '../../domain/errors.ts';
import { requireOperator } from '../../domain/operator/current-operator.ts';
import { OPERATOR_COOKIE, type Operators } from '../../domain/operator/operators.ts';
import { toSummary } from '../../domain/review-case/case-summary.ts';
import type { ReviewCases } from '../../domain/review-case/review-cases.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListCasesDeps {
  readonly sessions: Sessions;
  readonly operators: Operators;
  readonly cases: ReviewCases;
  readonly cookies: CookieJar;
}

const MOST_CASES = 100;

/** GET /api/review/cases?status=open|decided: what waits, late ones first, then the oldest (A9). */
export async function listCases(request: HttpRequest, deps: ListCasesDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, OPERATOR_COOKIE);
  await requireOperator(secret, 'reviewer', deps, request.now);
  const status = requireStatus(request.query);
  const lists = await Promise.all(
    (status === 'open' ? (['overdue', 'open'] as const) : (['decided'] as const)).map((one) =>
      deps.cases.list(one, MOST_CASES),
    ),
  );
  const cases = lists
    .flat()
    .slice(0, MOST_CASES)
    .map((found) => toSummary(found, request.now));
  return { body: { cases } };
}

function requireStatus(query: URLSearchParams): 'open' | 'decided' {
  const [status = 'open', ...more] = query.getAll('status');
  if (more.length === 0 && (status === 'open' || status === 'decided')) return status;
  throw new Refusal('invalid', 'invalid-fields', 'Give status once: "open" or "decided".', {
    fields: [{ field: 'status', code: 'invalid' }],
  });
}
