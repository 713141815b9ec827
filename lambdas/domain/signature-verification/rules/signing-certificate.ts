import { namesCertificate } from '../../cms/signing-certificate.ts';
import type { SignerRule } from '../signer-facts.ts';

/** RFC 5035 §5.4: who signed said with which certificate; another one of the same key does not do. */
export const signingCertificate: SignerRule = {
  failure: 'bad-signature',
  broken: ({ certificate, signer }) =>
    certificate && namesCertificate(signer, certificate) === false
      ? 'The signature was made with another certificate than the one it is shown with.'
      : undefined,
};
