import type { AuthorityCheckDeps } from '../authority-check/load-authority-evidence.ts';
import { authorityOf } from '../authority-check/load-authority-evidence.ts';
import { deliveryOf } from '../document-request/delivery.ts';
import { documentAltered } from '../document-request/hand-in.ts';
import { Refusal } from '../errors.ts';
import { digestOf, fromBase64 } from '../signed-document/digest.ts';
import { attachedDocuments, type Dossier, type DossierDocument } from './dossier.ts';

/**
 * Every document that goes along was properly issued and delivered (E2), and its signer still may (E4).
 * @throws Refusal unprocessable `document-altered`, `document-not-delivered`, `document-not-confirmed`, forbidden `not-your-document`
 */
export async function requireAttached(dossier: Dossier, deps: AuthorityCheckDeps, now: Date): Promise<void> {
  const attached = attachedDocuments(dossier);
  for (const document of dossier.documents) {
    const named = attached.find((one) => one.document === document.required.id);
    if (named === undefined) continue;
    const signature = fromBase64(document.decided.signature ?? '');
    const { application } = dossier;
    const { failures } = deliveryOf({
      application,
      attached: named,
      request: document.request,
      digest: digestOf(signature),
    });
    for (const failure of failures) throw refusalOf(failure);
    await requireAuthorised(document, signature, deps, now);
  }
}

async function requireAuthorised(
  { required, request }: DossierDocument,
  signature: Uint8Array,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<void> {
  const { authority } = required.issuer;
  const question = { authority, ...(request && { organisationId: request.issuerId }) };
  const { authorised, failures } = await authorityOf(signature, question, deps, now);
  if (authorised) return;
  const code = failures[0] ?? 'signature-invalid';
  throw new Refusal(
    'unprocessable',
    'document-not-confirmed',
    `A document is not confirmed any more (${code}): ask its issuer for a new one.`,
    { fields: [{ field: `document:${required.id}`, code }] },
  );
}

function refusalOf(failure: string): Refusal {
  if (failure === 'another-person') {
    return new Refusal('forbidden', 'not-your-document', 'This document was issued to somebody else.');
  }
  if (failure === 'not-delivered') {
    return new Refusal(
      'conflict',
      'document-not-delivered',
      'A document has not reached your safe yet. Load the page again in a moment.',
      { next: ['try-again'] },
    );
  }
  return documentAltered();
}
