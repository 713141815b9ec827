import type { AuthorityView } from '../../contracts/organisations.ts';
import type { Verified } from '../signature-verification/signature-verifier.ts';
import type { AttributeEvidence, AuthorityEvidence } from './authority-case.ts';
import { signerOf, stands } from './chain-signature.ts';
import type { AuthorityReport } from './check-authority.ts';

/** The report as “Show attributes” shows it: who, post, organisation, both signatures, periods. */
export function toAuthorityView(report: AuthorityReport): AuthorityView {
  const { authorised, failures, question, basis, evidence, attribute, checkedAt } = report;
  return {
    authorised,
    failures: [...failures],
    authority: question.authority,
    checkedAt,
    ...(basis && { basis }),
    ...signerView(evidence),
    ...organisationView(evidence, attribute),
    ...(attribute && attributeView(attribute)),
    ...(attribute?.chain && chainView(attribute.chain)),
  };
}

function signerView({ document }: AuthorityEvidence): Pick<AuthorityView, 'signer'> {
  const signer = signerOf(document);
  if (signer?.certificate === undefined) return {};
  const { owner, serial } = signer.certificate;
  return { signer: { name: owner, serial, signedAt: signer.judgedAt } };
}

function organisationView(
  { organisation }: AuthorityEvidence,
  evidence: AttributeEvidence | undefined,
): Pick<AuthorityView, 'organisation'> {
  if (evidence !== undefined) {
    const { organisationId, organisation: name } = evidence.attribute;
    return { organisation: { number: organisationId, name } };
  }
  return organisation === undefined
    ? {}
    : { organisation: { number: organisation.id, name: organisation.name } };
}

function attributeView({ attribute }: AttributeEvidence): Pick<AuthorityView, 'attribute'> {
  const { department, post, authorities, notBefore, notAfter, revokedAt } = attribute;
  return {
    attribute: {
      department,
      post,
      authorities: [...authorities],
      notBefore,
      notAfter,
      ...(revokedAt !== undefined && { revokedAt }),
    },
  };
}

function chainView({
  delegate,
  approval,
}: NonNullable<AttributeEvidence['chain']>): Pick<AuthorityView, 'delegateSignature' | 'approval'> {
  return { delegateSignature: signatureView(delegate), approval: signatureView(approval) };
}

function signatureView(verified: Verified): NonNullable<AuthorityView['approval']> {
  const signer = signerOf(verified);
  const at = signer?.timeStamp?.at ?? signer?.claimedAt;
  return {
    by: signer?.certificate?.owner ?? '',
    serial: signer?.certificate?.serial ?? '',
    ...(at !== undefined && { at }),
    valid: stands(verified),
  };
}
