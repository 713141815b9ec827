import type { SignerRule } from '../signer-facts.ts';

/** RFC 5652 §5.6. Without signed attributes an altered document shows here too. */
export const signatureValue: SignerRule = {
  failure: 'bad-signature',
  broken({ isSignatureRight, signer }) {
    if (isSignatureRight !== false) return undefined;
    return signer.signedAttributes === undefined
      ? 'The signature is not the certificate’s over this document: one of them was changed.'
      : 'The signature was not made with the key of this certificate, or was changed.';
  },
};
