import type { CertificateRule } from '../signer-facts.ts';

export const notYetValid: CertificateRule = {
  failure: 'not-yet-valid',
  broken: ({ certificate, judgedAt }) =>
    certificate && judgedAt < certificate.notBefore
      ? `The certificate is valid from ${certificate.notBefore.toISOString()}; it was judged at ${judgedAt.toISOString()}.`
      : undefined,
};

/** RFC 5280 §4.1.2.5: the last second belongs to the validity. */
export const expired: CertificateRule = {
  failure: 'expired',
  broken: ({ certificate, judgedAt }) =>
    certificate && judgedAt.getTime() >= certificate.notAfter.getTime() + 1000
      ? `The certificate was valid until ${certificate.notAfter.toISOString()}; it was judged at ${judgedAt.toISOString()}.`
      : undefined,
};
