import { digestName } from '../../signature-algorithm/digest-algorithm.ts';
import { signatureSchemeOf } from '../../signature-algorithm/signature-scheme.ts';
import { keyName, verificationKeyOf } from '../../signature-algorithm/verification-key.ts';
import { isUsable } from '../../signature-algorithm/verify-data.ts';
import type { CertificateRule, SignerRule } from '../signer-facts.ts';

/** GOST, SHA-1, short keys: neither right nor wrong can be said of the signature. */
export const unsupportedAlgorithm: SignerRule = {
  failure: 'unsupported-algorithm',
  broken({ certificate, digestAlgorithm, scheme, signer }) {
    if (digestAlgorithm === undefined)
      return `The digest algorithm ${digestName(signer.digestAlgorithm)} is not supported; SHA-256, SHA-384 and SHA-512 are.`;
    if (scheme === undefined)
      return `The signature algorithm ${signer.signatureAlgorithm.oid} is not supported with ${digestAlgorithm}.`;
    if (certificate && !isUsable(scheme, certificate.publicKey))
      return `A key of the kind ${keyName(certificate.publicKey)} is not supported for this signature.`;
    return undefined;
  },
};

/** The same of the certificate's own key and signature, and of its issuers'. */
export const unsupportedCertificate: CertificateRule = {
  failure: 'unsupported-algorithm',
  broken({ certificate, path }) {
    if (certificate && verificationKeyOf(certificate.publicKey) === undefined)
      return `A key of the kind ${keyName(certificate.publicKey)} is not supported.`;
    if (certificate && signatureSchemeOf(certificate.signatureAlgorithm) === undefined)
      return `The certificate is signed with ${certificate.signatureAlgorithm.oid}, which is not supported.`;
    if (path?.failures.some(({ kind }) => kind === 'unsupported-algorithm'))
      return 'A certificate of its issuers is signed with an algorithm that is not supported.';
    return undefined;
  },
};
