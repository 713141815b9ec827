import type { RequestDocumentRequest, RequiredDocument } from '../../contracts/procedures.ts';
import type { Application } from '../../domain/application/application.ts';
import { toApplicationView } from '../../domain/application/application-view.ts';
import { type OwnDraft, requireOwnDraft, settledDossier } from '../../domain/application/own-draft.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { type AskIssuerDeps, askIssuer } from '../../domain/document-request/ask-issuer.ts';
import { type HandInDeps, requireHandedIn } from '../../domain/document-request/hand-in.ts';
import { requireDocumentOf } from '../../domain/procedure/require-procedure.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RequestDocumentDeps extends AskIssuerDeps, HandInDeps {}

/** POST /api/applications/{application}/document-requests: asks an issuer (E-17…E-19), or hands in a document of one's safe (E2). */
export async function requestDocument(
  request: HttpRequest<RequestDocumentRequest>,
  deps: RequestDocumentDeps,
): Promise<HttpResponse> {
  const draft = await requireOwnDraft(request, deps);
  const required = requireDocumentOf(draft.procedure, request.body.document);
  const { body, now } = request;
  const application =
    body.from === 'safe'
      ? await handIn(draft, required, body.item, deps, now)
      : await askIssuer(draft, required, body, deps, now);
  const dossier = await settledDossier(application, draft.account, draft.procedure, deps, now);
  return { status: 201, body: await toApplicationView(dossier, dayIn(deps.timeZone, now), deps) };
}

async function handIn(
  { account, application }: OwnDraft,
  required: RequiredDocument,
  item: string,
  deps: RequestDocumentDeps,
  now: Date,
): Promise<Application> {
  const { id } = await requireHandedIn(account, required, item, deps, now);
  const requests = { ...application.requests, [required.id]: id };
  return deps.applications.change(application, { requests, changedAt: now.toISOString() });
}
