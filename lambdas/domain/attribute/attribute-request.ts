import type { AttributeRequestDocument } from '../../contracts/organisations.ts';
import type { Account } from '../account/account.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

/**
 * A delegate's request for attributes (E-05…E-12): `draft` → `signed` by the delegate → `approved` by the representative → `issued`, or
 * `refused`. Each step is one write conditional on the version. A draft or signed one expires `requestDays` after it was made.
 */
export interface AttributeRequest {
  readonly id: string;
  readonly organisationId: string;
  /** Account of the delegate. */
  readonly delegateId: string;
  readonly state: 'draft' | 'signed' | 'approved' | 'issued' | 'refused';
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly signedAt?: string;
  readonly decidedAt?: string;
  /** Who approved, with which certificate (serial, hex); with state `approved` and after. */
  readonly approval?: {
    readonly representativeId: string;
    readonly certificate: string;
    readonly approvedAt: string;
  };
  /** `AttributeRequestContent`, sealed under the delegate's key: the signatures carry a certificate that names the person. */
  readonly sealed: string;
  readonly version: number;
}

export interface AttributeRequestContent {
  /** `AttributeRequestDocument` in canonical JSON: the very text that the delegate signs. */
  readonly document: string;
  /** CMS with its content attached, base64. */
  readonly delegateSignature?: string;
  readonly approvalSignature?: string;
  readonly reason?: string;
}

export interface AttributeRequests {
  create(request: AttributeRequest): Promise<void>;
  find(id: string): Promise<AttributeRequest | undefined>;
  /** Newest first. */
  ofDelegate(accountId: string): Promise<readonly AttributeRequest[]>;
  ofOrganisation(organisationId: string): Promise<readonly AttributeRequest[]>;
  /** Takes the step if nobody took one since `request` was read; undefined, and nothing changes, otherwise. */
  advance(
    request: AttributeRequest,
    changes: Partial<Pick<AttributeRequest, 'state' | 'signedAt' | 'decidedAt' | 'approval' | 'sealed'>>,
  ): Promise<AttributeRequest | undefined>;
}

/** The request as it was signed, and both signatures. */
export function openRequest(
  request: AttributeRequest,
  delegate: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<AttributeRequestContent> {
  return personalData.open<AttributeRequestContent>(delegate.id, delegate.wrappedKey, request.sealed);
}

/** Written by ourselves (`canonicalJson`), so its shape is known. */
export const documentOf = ({ document }: AttributeRequestContent): AttributeRequestDocument =>
  JSON.parse(document) as AttributeRequestDocument;
