import type { AttributeRequestView } from '../../contracts/organisations.ts';
import { approvalDocument } from '../../domain/attribute/approval-document.ts';
import {
  type AttributeRequest,
  type AttributeRequestContent,
  documentOf,
} from '../../domain/attribute/attribute-request.ts';
import { stateOf, waitsUntil } from '../../domain/attribute/request-state.ts';

/** The request as its delegate or the representative sees it, with the bytes that this one has to sign now. */
export function toRequestView(
  request: AttributeRequest,
  content: AttributeRequestContent,
  viewer: 'delegate' | 'representative',
  requestDays: number,
  now: Date,
): AttributeRequestView {
  const { id, signedAt, decidedAt } = request;
  const state = stateOf(request, requestDays, now);
  const toSign = bytesToSign(state, content, viewer);
  return {
    id,
    state,
    document: documentOf(content),
    validUntil: waitsUntil(request, requestDays).toISOString(),
    ...(signedAt !== undefined && { signedAt }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(content.reason !== undefined && { reason: content.reason }),
    ...(toSign && { toSign: Buffer.from(toSign).toString('base64') }),
  };
}

function bytesToSign(
  state: AttributeRequestView['state'],
  content: AttributeRequestContent,
  viewer: 'delegate' | 'representative',
): Uint8Array | undefined {
  if (state === 'draft' && viewer === 'delegate') return Buffer.from(content.document);
  if (state === 'signed' && viewer === 'representative') return approvalDocument(content);
  return undefined;
}
