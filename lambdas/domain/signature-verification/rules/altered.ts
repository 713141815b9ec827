import { equal } from '../../signature-algorithm/equal.ts';
import type { SignerRule } from '../signer-facts.ts';

/** RFC 5652 §5.6: the digest of the content is the one that was signed. */
export const altered: SignerRule = {
  failure: 'altered',
  broken({ document, digest, messageDigest }) {
    if (!('content' in document) || digest === undefined || messageDigest === undefined) return undefined;
    return equal(digest, messageDigest) ? undefined : 'The document is not the one that was signed.';
  },
};
