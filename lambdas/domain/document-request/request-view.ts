import type {
  DocumentRequestSummary,
  DocumentRequestView,
  IssuedContent,
  RequiredDocument,
} from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import type { DocumentRequest } from './document-request.ts';
import { openAsked, openDecided, type SealedDeps } from './open-request.ts';

/** A request in an issuer's list. */
export async function toRequestSummary(
  request: DocumentRequest,
  owner: Account,
  deps: SealedDeps,
): Promise<DocumentRequestSummary> {
  const { id, procedure, document, status, requestedAt, decidedAt } = request;
  const { person } = await openAsked(request, owner, deps);
  return {
    id,
    procedure,
    document,
    status,
    person,
    requestedAt,
    ...(decidedAt !== undefined && { decidedAt }),
  };
}

/** A request with what was asked, and what became of it. */
export async function toRequestView(
  request: DocumentRequest,
  owner: Account,
  required: RequiredDocument,
  deps: SealedDeps,
): Promise<DocumentRequestView> {
  const [summary, { values }, decided] = await Promise.all([
    toRequestSummary(request, owner, deps),
    openAsked(request, owner, deps),
    openDecided(request, owner, deps),
  ]);
  const { reason, content, signature } = decided;
  return {
    ...summary,
    issuer: { id: request.issuerId, name: request.issuerName },
    values,
    required,
    ...(reason !== undefined && { reason }),
    ...(content !== undefined && { content: JSON.parse(content) as IssuedContent }),
    ...(signature !== undefined && { signature }),
  };
}
