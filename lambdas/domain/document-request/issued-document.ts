import type { FormValues, IssuedContent, Procedure } from '../../contracts/procedures.ts';
import { titleOf } from '../application/application-document.ts';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import type { Asked, DocumentRequest } from './document-request.ts';

/**
 * The document that an issuer signs, for one request and one person.
 * @param issuedOn `YYYY-MM-DD`
 * @returns canonical JSON, UTF-8: the very bytes to sign
 */
export function issuedDocument(
  request: DocumentRequest,
  procedure: Procedure,
  { person }: Asked,
  issuedOn: string,
  values: FormValues,
): Uint8Array {
  const content: IssuedContent = {
    type: 'guichet/document',
    document: request.document,
    procedure: titleOf(procedure, request),
    request: request.id,
    issuer: { id: request.issuerId, name: request.issuerName },
    person,
    issuedOn,
    values,
  };
  return canonicalJson(content);
}
