import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Attribute, Attributes } from '../attribute/attribute.ts';
import { type AttributeRequests, openRequest } from '../attribute/attribute-request.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Organisations } from '../organisation/organisation.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { SignatureVerifier, Verified } from '../signature-verification/signature-verifier.ts';
import type { CertificateView } from '../signature-verification/verification-report.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import type {
  ApprovalChain,
  AttributeEvidence,
  AuthorityEvidence,
  AuthorityQuestion,
} from './authority-case.ts';
import { certificateOf } from './chain-signature.ts';
import { type AuthorityReport, checkAuthority } from './check-authority.ts';

/** What a check reads; an endpoint's deps extend it. */
export interface AuthorityCheckDeps {
  readonly verifier: SignatureVerifier;
  readonly trust: Pick<TrustStore, 'certificate'>;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly organisations: Organisations;
  readonly attributes: Pick<Attributes, 'ofHolder'>;
  readonly attributeRequests: Pick<AttributeRequests, 'find'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open'>;
}

/**
 * The authority check on a document received and “Show attributes” (E4): verifies, loads, judges.
 *
 * @param signature CMS with its content attached, DER
 */
export async function authorityOf(
  signature: Uint8Array,
  question: AuthorityQuestion,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<AuthorityReport> {
  const document = await deps.verifier.verify({ mode: 'attached', signature }, now);
  return checkAuthority(await loadAuthorityEvidence(document, deps, now), question, now);
}

/** Everything the rules look at, as it is now. */
export async function loadAuthorityEvidence(
  document: Verified,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<AuthorityEvidence> {
  const serial = certificateOf(document)?.serial;
  const certificate = serial === undefined ? undefined : await deps.certificates.find(serial);
  if (certificate === undefined) return { document, attributes: [] };
  const organisationId = /^organisation:(.+)$/.exec(certificate.holder)?.[1];
  if (organisationId !== undefined) {
    const organisation = await deps.organisations.find(organisationId);
    return { document, certificate, attributes: [], ...(organisation && { organisation }) };
  }
  const [held, account] = await Promise.all([
    deps.attributes.ofHolder(certificate.holder),
    deps.accounts.find(certificate.holder),
  ]);
  const relevant = held.filter(({ holderCertificate }) => holderCertificate.serial === serial);
  // None of this certificate: one of another certificate of the person is loaded, so that the report can say so.
  const candidates = relevant.length > 0 ? relevant : held.slice(0, 1);
  const attributes = await Promise.all(
    candidates.map((attribute) => evidenceOf(attribute, account, deps, now)),
  );
  return { document, certificate, attributes };
}

async function evidenceOf(
  attribute: Attribute,
  account: Account | undefined,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<AttributeEvidence> {
  const [record, authority, organisation, chain] = await Promise.all([
    deps.verifier.verify({ mode: 'attached', signature: der(attribute.record) }, now),
    attributeAuthority(deps, now),
    deps.organisations.find(attribute.organisationId),
    chainOf(attribute, account, deps, now),
  ]);
  const sealer = certificateOf(record);
  const sealedByAuthority =
    sealer?.kind === 'service' &&
    sealer.subject === authority?.subject &&
    sealer.issuer === authority?.issuer;
  return {
    attribute,
    record,
    sealedByAuthority,
    ...(organisation && { organisation }),
    ...(chain && { chain }),
  };
}

/** By name, not by certificate: a record outlives the renewal of the certificate that sealed it. */
async function attributeAuthority(
  { verifier, trust }: AuthorityCheckDeps,
  now: Date,
): Promise<CertificateView | undefined> {
  const certificate = await trust.certificate('attribute-authority');
  return certificateOf(await verifier.verify({ mode: 'certificate', certificate }, now));
}

async function chainOf(
  attribute: Attribute,
  account: Account | undefined,
  deps: AuthorityCheckDeps,
  now: Date,
): Promise<ApprovalChain | undefined> {
  const request = await deps.attributeRequests.find(attribute.requestId);
  if (request === undefined || account === undefined) return undefined;
  const content = await openRequest(request, account, deps.personalData);
  const verify = (cms: string | undefined) =>
    deps.verifier.verify({ mode: 'attached', signature: der(cms ?? '') }, now);
  const [delegate, approval, approvalCertificate] = await Promise.all([
    verify(content.delegateSignature),
    verify(content.approvalSignature),
    deps.certificates.find(attribute.approval.certificate),
  ]);
  return { request, content, delegate, approval, ...(approvalCertificate && { approvalCertificate }) };
}

const der = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
