import { approvalDocument, sha256 } from '../../attribute/approval-document.ts';
import type { ApprovalChain, AuthorityCase } from '../authority-case.ts';
import type { AuthorityRule } from '../authority-rule.ts';
import { certificateOf, isSame, stands } from '../chain-signature.ts';

/** The delegate himself signed the request, with the certificate the attribute is bound to (E-05, E-10). */
export const delegateSigned: AuthorityRule = ({ attribute, chain }) => {
  if (attribute === undefined) return undefined;
  if (chain === undefined) return 'delegate-signature-invalid';
  const { delegate, content } = chain;
  const signed =
    stands(delegate) &&
    certificateOf(delegate)?.kind === 'signature' &&
    certificateOf(delegate)?.serial === attribute.holderCertificate.serial &&
    isSame(delegate.content, Buffer.from(content.document)) &&
    sha256(Buffer.from(content.document)) === attribute.digests.request &&
    digestOf(content.delegateSignature) === attribute.digests.delegate;
  return signed ? undefined : 'delegate-signature-invalid';
};

/** Nobody approves for himself (E3). */
export const approvedByAnother: AuthorityRule = ({ attribute }) =>
  attribute !== undefined && attribute.approval.representativeId === attribute.holderId
    ? 'self-approved'
    : undefined;

/** The representative signed this request and this signature with the organisation's own certificate (E-12). */
export const representativeSigned: AuthorityRule = ({ attribute, chain }) => {
  if (attribute === undefined) return undefined;
  return chain !== undefined && isApproved(attribute, chain) ? undefined : 'approval-invalid';
};

function isApproved(attribute: NonNullable<AuthorityCase['attribute']>, chain: ApprovalChain): boolean {
  const { approval, content } = chain;
  const certificate = certificateOf(approval);
  return (
    stands(approval) &&
    (certificate?.kind === 'corporate' || certificate?.kind === 'official-seal') &&
    certificate.organisationNumber === attribute.organisationId &&
    certificate.serial === attribute.approval.certificate &&
    content.delegateSignature !== undefined &&
    isSame(approval.content, approvalDocument(content)) &&
    digestOf(content.approvalSignature) === attribute.digests.approval
  );
}

/**
 * The organisation's certificate that approved has not been taken away since. Renewal and the end of its period take nothing away:
 * it was good when it approved.
 */
export const approvalCertificateGood: AuthorityRule = ({ attribute, chain }) => {
  if (attribute === undefined) return undefined;
  const certificate = chain?.approvalCertificate;
  const { approvedAt } = attribute.approval;
  const good =
    certificate !== undefined &&
    certificate.holder === `organisation:${attribute.organisationId}` &&
    certificate.notBefore <= approvedAt &&
    approvedAt <= certificate.notAfter &&
    (certificate.status === 'good' ||
      (certificate.reason === 'superseded' && approvedAt <= (certificate.endedAt ?? '')));
  return good ? undefined : 'approval-certificate-revoked';
};

const digestOf = (cms: string | undefined): string | undefined =>
  cms === undefined ? undefined : sha256(Buffer.from(cms, 'base64'));
