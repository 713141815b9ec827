import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type ExportBoxDeps, exportBox } from '../../domain/leaving/export-box.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/account/export/box (B11): the post-office box, page by page, for the export. */
export async function exportOwnBox(
  request: HttpRequest,
  deps: CitizenDeps & ExportBoxDeps,
): Promise<HttpResponse> {
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, request.now);
  return { body: await exportBox(citizen.account, request.query.get('after') ?? undefined, deps) };
}
