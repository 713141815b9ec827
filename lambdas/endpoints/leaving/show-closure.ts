import type { ClosureView } from '../../contracts/leaving.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { type ClosingObstacleDeps, closingObstacles } from '../../domain/leaving/closing-obstacles.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/account/closure (B11): what must be handed over before one can leave. */
export async function showClosure(
  request: HttpRequest,
  deps: CitizenDeps & ClosingObstacleDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const view: ClosureView = { obstacles: [...(await closingObstacles(account, deps))] };
  return { body: view };
}
