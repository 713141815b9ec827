import type { CertificateRule, SignerRule } from '../signer-facts.ts';
import { altered } from './altered.ts';
import { keyUsage } from './key-usage.ts';
import { noCertificate } from './no-certificate.ts';
import { revoked, statusUnknown, suspended } from './revocation.ts';
import { signatureValue } from './signature-value.ts';
import { signedAttributes } from './signed-attributes.ts';
import { signingCertificate } from './signing-certificate.ts';
import { timeStamp } from './time-stamp.ts';
import { trustedIssuer } from './trusted-issuer.ts';
import { unsupportedAlgorithm, unsupportedCertificate } from './unsupported-algorithm.ts';
import { expired, notYetValid } from './validity-period.ts';
import { wrongHash } from './wrong-hash.ts';

/** Rules of a certificate on its own. */
export const CERTIFICATE_RULES: readonly CertificateRule[] = [
  unsupportedCertificate,
  trustedIssuer,
  notYetValid,
  expired,
  revoked,
  suspended,
  statusUnknown,
];

/** Rules of a signature, in the order in which a person should hear of them: the first that is broken is the reason. */
export const SIGNER_RULES: readonly SignerRule[] = [
  noCertificate,
  unsupportedAlgorithm,
  unsupportedCertificate,
  wrongHash,
  altered,
  signedAttributes,
  signingCertificate,
  signatureValue,
  timeStamp,
  trustedIssuer,
  notYetValid,
  expired,
  keyUsage,
  revoked,
  suspended,
  statusUnknown,
];
