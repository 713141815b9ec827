import type { AttributesView } from '../../contracts/procedures.ts';
import { type AuthoritySideDeps, requireApplicationInHand } from '../../domain/application/authority-side.ts';
import { loadAttached, openContent } from '../../domain/application/received-view.ts';
import { toAuthorityView } from '../../domain/authority-check/authority-view.ts';
import { authorityOf } from '../../domain/authority-check/load-authority-evidence.ts';
import { Refusal } from '../../domain/errors.ts';
import { requireDocumentOf } from '../../domain/procedure/require-procedure.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET …/applications/{application}/attributes?document=…: who signed a document, and by what right, as it is now (E-22, E-23, E4). */
export async function showAttributes(request: HttpRequest, deps: AuthoritySideDeps): Promise<HttpResponse> {
  const hand = await requireApplicationInHand(request, deps);
  const { documents } = await openContent(hand.application, hand.owner, deps);
  const named = documents.find(({ document }) => document === request.query.get('document'));
  if (named === undefined) {
    throw new Refusal('not-found', 'no-such-document', 'No such document came with this application.');
  }
  const required = requireDocumentOf(hand.procedure, named.document);
  const { signature, delivery } = await loadAttached(named, hand, deps);
  const question = { authority: required.issuer.authority, organisationId: named.issuer.id };
  const report = await authorityOf(signature, question, deps, request.now);
  const body: AttributesView = {
    document: named.document,
    title: required.title,
    issuer: named.issuer,
    authority: toAuthorityView(report),
    delivery,
  };
  return { body };
}
