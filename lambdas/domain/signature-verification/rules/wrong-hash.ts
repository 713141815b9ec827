import { DIGEST_BYTES } from '../../signature-algorithm/digest-algorithm.ts';
import { equal } from '../../signature-algorithm/equal.ts';
import type { SignerRule } from '../signer-facts.ts';

/** By hash value: the length and the algorithm fit, and it is the digest that was signed. */
export const wrongHash: SignerRule = {
  failure: 'wrong-hash',
  broken({ document, digest, digestAlgorithm, messageDigest }) {
    if ('content' in document || digestAlgorithm === undefined) return undefined;
    const expected = DIGEST_BYTES[document.digestAlgorithm];
    if (document.digest.length !== expected)
      return `The hash value has ${document.digest.length} bytes; one of ${document.digestAlgorithm} has ${expected}.`;
    if (digest === undefined)
      return `The signature was made over ${digestAlgorithm}: give the hash value of that algorithm.`;
    if (messageDigest && !equal(digest, messageDigest))
      return 'The hash value is not the one that was signed.';
    return undefined;
  },
};
