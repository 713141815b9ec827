import { BerError } from '../../ber/ber-error.ts';
import { readElement } from '../../ber/element.ts';
import { expect } from '../../ber/fields.ts';
import { SET } from '../../ber/tags.ts';
import { contentTypeOf, parseAttributes } from '../../cms/attributes.ts';
import { ATTRIBUTES, CONTENT_TYPES } from '../../cms/signed-data.ts';
import type { Document, SignerRule } from '../signer-facts.ts';

/** RFC 5652 §5.3, §11.1: with signed attributes the type of the content and its digest are among them. */
export const signedAttributes: SignerRule = {
  failure: 'bad-signature',
  broken({ signer, signedData, document, messageDigest }) {
    if (signer.signedAttributes === undefined) {
      if (signedData.contentType !== CONTENT_TYPES.data)
        return 'The signature needs signed attributes, and has none.';
      return isSetOfAttributes(document)
        ? 'What is shown as the document are the signed attributes of a signature over another one.'
        : undefined;
    }
    if (messageDigest === undefined) return 'The signed attributes do not hold the digest of the document.';
    return contentTypeOf(signer) === signedData.contentType
      ? undefined
      : 'The signed attributes name another type of content.';
  },
};

/**
 * A signature over attributes is also one over their encoding as a "document" without attributes: nobody signed that
 * (RFC 5652 §5.4 gives both no mark to tell them apart). By hash value alone it cannot be seen.
 */
function isSetOfAttributes(document: Document): boolean {
  if (!('content' in document) || document.content[0] !== SET) return false;
  try {
    const attributes = parseAttributes(expect(readElement(document.content), SET, 'attributes'));
    return attributes.some(({ type }) => type === ATTRIBUTES.messageDigest);
  } catch (error) {
    if (error instanceof BerError) return false;
    throw error;
  }
}
