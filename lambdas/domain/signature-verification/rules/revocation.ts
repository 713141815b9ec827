import type { PathFailureKind } from '../../certificate-path/path-failure.ts';
import type { CertificateFacts, CertificateRule } from '../signer-facts.ts';

/** What the published list says of the signer's own certificate at the instant judged at (RFC 5280 §6.3). */
const ofCertificate = (kind: PathFailureKind, { path }: CertificateFacts): string | undefined =>
  path?.failures.find((each) => each.kind === kind && each.certificate === path.path.length - 1)?.sentence;

export const revoked: CertificateRule = {
  failure: 'revoked',
  broken: (facts) => ofCertificate('revoked', facts),
};
export const suspended: CertificateRule = {
  failure: 'suspended',
  broken: (facts) => ofCertificate('suspended', facts),
};

/** Of the certificate or of an authority above it. */
export const statusUnknown: CertificateRule = {
  failure: 'status-unknown',
  broken: ({ path }) => path?.failures.find(({ kind }) => kind === 'status-unknown')?.sentence,
};
