import type { AuthorityCode } from '../../contracts/organisations.ts';
import type { Attribute } from '../attribute/attribute.ts';
import type { AttributeRequest, AttributeRequestContent } from '../attribute/attribute-request.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Organisation } from '../organisation/organisation.ts';
import type { Verified } from '../signature-verification/signature-verifier.ts';

/** What is asked of a signed document: may its signer do this for (that) organisation? */
export interface AuthorityQuestion {
  readonly authority: AuthorityCode;
  /** Organisation number; left out, any organisation will do and the report says which. */
  readonly organisationId?: string;
}

/** The two signatures an attribute was issued from, verified again. */
export interface ApprovalChain {
  readonly request: AttributeRequest;
  readonly content: AttributeRequestContent;
  readonly delegate: Verified;
  readonly approval: Verified;
  /** The register's word on the organisation's certificate that approved. */
  readonly approvalCertificate?: CertificateRecord;
}

/** One attribute of the signer, with all that it rests on. */
export interface AttributeEvidence {
  readonly attribute: Attribute;
  /** The sealed record, verified; and whether its signer is the attribute authority. */
  readonly record: Verified;
  readonly sealedByAuthority: boolean;
  readonly organisation?: Organisation;
  /** Absent when the request or the delegate's account is gone. */
  readonly chain?: ApprovalChain;
}

/** Everything one check looks at; loaded by `load-authority-evidence.ts`, judged by `check-authority.ts`. */
export interface AuthorityEvidence {
  readonly document: Verified;
  /** The register's word on the document signer's certificate; absent when Guichet never issued it. */
  readonly certificate?: CertificateRecord;
  readonly attributes: readonly AttributeEvidence[];
  /** The organisation, when the signer's certificate is its own. */
  readonly organisation?: Organisation;
}

/** One attribute (or none) before the rules. */
export interface AuthorityCase extends Partial<AttributeEvidence> {
  readonly question: AuthorityQuestion;
  readonly document: Verified;
  readonly certificate?: CertificateRecord;
  /** The instant the document counts as signed at (D7): its time-stamp's, else now. */
  readonly signedAt: string;
}
