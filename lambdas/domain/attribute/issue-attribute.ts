import type { Account } from '../account/account.ts';
import type { OrganisationMemberships } from '../organisation/organisation-registrations.ts';
import type { Seal } from '../seal/seal.ts';
import { sha256 } from './approval-document.ts';
import type { Attribute, Attributes } from './attribute.ts';
import { attributeRecord } from './attribute-record.ts';
import { type AttributeRequest, type AttributeRequestContent, documentOf } from './attribute-request.ts';
import { putInBox, type TellDeps } from './tell.ts';

export interface IssueAttributeDeps extends Pick<TellDeps, 'boxItems' | 'personalData'> {
  readonly attributes: Pick<Attributes, 'find' | 'keep'>;
  readonly members: Pick<OrganisationMemberships, 'join'>;
  readonly seal: Seal;
}

/** An approved request: both signatures are there. */
export type ApprovedRequest = AttributeRequest & Required<Pick<AttributeRequest, 'approval'>>;

/**
 * Issues the one attribute of an approved request and keeps it where the delegate wished. After a crash between any two lines the same
 * call goes on: the attribute's id is the request's, so that a second one is refused by the store.
 */
export async function issueAttribute(
  request: ApprovedRequest,
  content: AttributeRequestContent,
  delegate: Account,
  deps: IssueAttributeDeps,
  now: Date,
): Promise<Attribute> {
  const attribute = (await deps.attributes.find(request.id)) ?? (await keepNew(request, content, deps, now));
  await deps.members.join(delegate.id, request.organisationId);
  if (documentOf(content).keeping === 'safe') await keepInSafe(attribute, delegate, deps);
  return attribute;
}

async function keepNew(
  request: ApprovedRequest,
  content: AttributeRequestContent,
  { seal, attributes }: IssueAttributeDeps,
  now: Date,
): Promise<Attribute> {
  const unsealed = attributeOf(request, content, now);
  const record = Buffer.from(await seal.seal(attributeRecord(unsealed), now)).toString('base64');
  const attribute = { ...unsealed, record };
  if (await attributes.keep(attribute)) return attribute;
  const first = await attributes.find(request.id);
  if (first === undefined) throw new Error('The attribute was neither kept nor found.');
  return first;
}

function attributeOf(
  request: ApprovedRequest,
  content: AttributeRequestContent,
  now: Date,
): Omit<Attribute, 'record'> {
  const { holder, organisation, department, post, authorities, notBefore, notAfter } = documentOf(content);
  const { approvedAt } = request.approval;
  return {
    id: request.id,
    holderId: request.delegateId,
    holderCertificate: holder.certificate,
    organisationId: organisation.number,
    organisation: organisation.name,
    department,
    post,
    authorities,
    // Authority begins with the approval at the earliest: nothing signed before it gains any.
    notBefore: later(notBefore, wholeSecond(approvedAt)),
    notAfter,
    requestId: request.id,
    approval: request.approval,
    digests: {
      request: sha256(Buffer.from(content.document)),
      delegate: digestOf(content.delegateSignature),
      approval: digestOf(content.approvalSignature),
    },
    status: 'good',
    issuedAt: now.toISOString(),
    version: 1,
  };
}

/** Rounded down, as GeneralizedTime (RFC 5755 §4.2.6) and genTime are: a signature in the second of the approval is not before it. */
const wholeSecond = (at: string): string => `${at.slice(0, 19)}.000Z`;

/** ISO 8601 instants in UTC compare as text. */
const later = (a: string, b: string): string => [a, b].sort()[1] ?? b;

function digestOf(cms: string | undefined): string {
  if (cms === undefined) throw new Error('An attribute is issued from both signatures or not at all.');
  return sha256(Buffer.from(cms, 'base64'));
}

function keepInSafe(attribute: Attribute, delegate: Account, deps: IssueAttributeDeps): Promise<void> {
  const der = Buffer.from(attribute.record, 'base64');
  const file = {
    name: `attribute-${attribute.organisationId}.p7m`,
    type: 'application/pkcs7-mime',
    size: der.length,
    digest: Buffer.from(sha256(der), 'hex').toString('base64url'),
    bytes: attribute.record,
  };
  const { organisation, department, post, issuedAt, id } = attribute;
  const content = {
    title: organisation,
    text: `${department}, ${post}`,
    from: organisation,
    link: '/organisation/attributes',
    files: [file],
  };
  return putInBox(delegate, 'safe', { id: `attribute-${id}`, at: new Date(issuedAt), content }, deps);
}
