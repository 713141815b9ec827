import type { RequiredDocument } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import type { BoxItem, BoxItemContent } from '../box/box-items.ts';
import { Refusal } from '../errors.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { SignatureVerifier } from '../signature-verification/signature-verifier.ts';
import { digestOf, fromBase64 } from '../signed-document/digest.ts';
import { readContent } from '../signed-document/read-content.ts';
import { requireConfirmed } from '../signed-document/require-signature.ts';
import type { DocumentRequest, DocumentRequests } from './document-request.ts';

export interface HandInDeps {
  readonly ownItems: { find(boxId: string, itemId: string): Promise<BoxItem | undefined> };
  readonly personalData: PersonalData;
  readonly verifier: SignatureVerifier;
  readonly documentRequests: DocumentRequests;
}

/**
 * A document of one's own safe that fits (E2): a signed document, issued to this person, of the kind that is asked for, unchanged.
 * @returns the request it was issued for
 * @throws Refusal not-found `no-such-item`, unprocessable `not-a-signed-document`, `another-document-needed`, `document-altered`,
 *   forbidden `not-your-document`, and as `requireConfirmed`
 */
export async function requireHandedIn(
  account: Account,
  required: RequiredDocument,
  itemId: string,
  deps: HandInDeps,
  now: Date,
): Promise<DocumentRequest> {
  const signature = await signatureOf(account, itemId, deps);
  const content = requireConfirmed(await deps.verifier.verify({ mode: 'attached', signature }, now));
  const { request: id } = readContent(content);
  const request = typeof id === 'string' ? await deps.documentRequests.find(id) : undefined;
  if (request === undefined) throw notSigned();
  requireFit(request, account, required, digestOf(signature));
  return request;
}

async function signatureOf(account: Account, itemId: string, deps: HandInDeps): Promise<Uint8Array> {
  const item = await deps.ownItems.find(account.id, itemId);
  if (item === undefined) {
    throw new Refusal('not-found', 'no-such-item', 'There is no such document in your safe (any more).');
  }
  const { files } = await deps.personalData.open<BoxItemContent>(account.id, account.wrappedKey, item.sealed);
  const bytes = files[0]?.bytes;
  if (bytes === undefined) throw notSigned();
  return fromBase64(bytes);
}

function requireFit(
  request: DocumentRequest,
  account: Account,
  required: RequiredDocument,
  digest: string,
): void {
  if (request.applicantId !== account.id) {
    throw new Refusal('forbidden', 'not-your-document', 'This document was issued to somebody else.');
  }
  if (request.document !== required.id) {
    throw new Refusal(
      'unprocessable',
      'another-document-needed',
      `This is another document than the one that is asked for (${required.id}).`,
    );
  }
  if (request.status !== 'issued' || request.digest !== digest) throw documentAltered();
}

export const documentAltered = (): Refusal =>
  new Refusal(
    'unprocessable',
    'document-altered',
    'A document is not the one that was issued: it was changed or exchanged. Ask its issuer for it again.',
  );

const notSigned = (): Refusal =>
  new Refusal(
    'unprocessable',
    'not-a-signed-document',
    'This is not a document that was issued and signed through Guichet. Ask the issuer for it.',
  );
