import { contentTypeOf } from '../../cms/attributes.ts';
import { CONTENT_TYPES } from '../../cms/signed-data.ts';
import type { SignerRule } from '../signer-facts.ts';

/** RFC 5652 §5.3, §11.1: with signed attributes the type of the content and its digest are among them. */
export const signedAttributes: SignerRule = {
  failure: 'bad-signature',
  broken({ signer, signedData, messageDigest }) {
    if (signer.signedAttributes === undefined)
      return signedData.contentType === CONTENT_TYPES.data
        ? undefined
        : 'The signature needs signed attributes, and has none.';
    if (messageDigest === undefined) return 'The signed attributes do not hold the digest of the document.';
    return contentTypeOf(signer) === signedData.contentType
      ? undefined
      : 'The signed attributes name another type of content.';
  },
};
