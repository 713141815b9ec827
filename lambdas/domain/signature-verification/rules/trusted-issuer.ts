import type { PathFailureKind } from '../../certificate-path/path-failure.ts';
import type { CertificateRule } from '../signer-facts.ts';

/** Failures that have a reason of their own when the certificate itself has them. */
const OF_THE_CERTIFICATE: readonly PathFailureKind[] = ['expired', 'not-yet-valid', 'revoked', 'suspended'];
const ELSEWHERE: readonly PathFailureKind[] = ['unsupported-algorithm', 'status-unknown'];

/** RFC 5280 §6: a valid path leads from a trusted root to the certificate. */
export const trustedIssuer: CertificateRule = {
  failure: 'untrusted-issuer',
  broken({ path }) {
    if (path === undefined) return undefined;
    const last = path.path.length - 1;
    const found = path.failures.find(
      ({ kind, certificate }) =>
        !ELSEWHERE.includes(kind) && !(OF_THE_CERTIFICATE.includes(kind) && certificate >= last),
    );
    if (found === undefined) return undefined;
    if (found.kind === 'no-path')
      return 'The certificate was not issued by an authority that is trusted here.';
    return `The certificate ${found.certificate === last ? '' : 'of its issuer '}is not trusted. ${found.sentence}`;
  },
};
