import type { CertificateRule } from '../signer-facts.ts';

/** Without the certificate nobody can say who signed. */
export const noCertificate: CertificateRule = {
  failure: 'no-certificate',
  broken: ({ certificate }) =>
    certificate === undefined
      ? 'The file does not hold the signer’s certificate: ask for the signature with its certificate included.'
      : undefined,
};
