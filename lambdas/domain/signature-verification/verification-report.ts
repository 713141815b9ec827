/** The report has one shape here and on the wire. */
export {
  type CertificateView,
  type SignerReport,
  VERIFICATION_FAILURES,
  type VerificationFailure,
  type VerificationReport,
} from '../../contracts/signature-verification.ts';
