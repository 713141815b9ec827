import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical-json/canonical-json.ts';
import { type AttributeRequestContent, documentOf } from './attribute-request.ts';

/** SHA-256, hex. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * What the representative signs: the request as the delegate signed it, and the digest of the delegate's signature, so that an approval
 * fits one signature only (E3).
 *
 * @returns canonical JSON, UTF-8
 * @throws Error when the delegate has not signed
 */
export function approvalDocument(content: AttributeRequestContent): Uint8Array {
  if (content.delegateSignature === undefined)
    throw new Error('Nothing to approve: the delegate has not signed.');
  return canonicalJson({
    document: 'attribute-approval',
    checked: true,
    request: documentOf(content),
    delegateSignature: {
      algorithm: 'SHA-256',
      digest: sha256(Buffer.from(content.delegateSignature, 'base64')),
    },
  });
}
