import type { Procedure, RequiredDocument } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import type { Attributes } from '../attribute/attribute.ts';
import {
  type CertificateSessionDeps,
  requireCertificateSession,
} from '../citizen-session/require-citizen.ts';
import { Refusal } from '../errors.ts';
import { type Member, requireAuthority, requireMember } from '../membership/require-member.ts';
import type { Organisations } from '../organisation/organisation.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { requireDocumentOf, requireProcedure } from '../procedure/require-procedure.ts';
import type { DocumentRequest, DocumentRequests } from './document-request.ts';
import { requirePerson } from './open-request.ts';

interface Request {
  readonly cookies: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What the issuers' endpoints share. */
export interface IssuerSideDeps extends CertificateSessionDeps {
  readonly procedures: readonly Procedure[];
  readonly documentRequests: DocumentRequests;
  readonly organisations: Organisations;
  readonly attributes: Pick<Attributes, 'ofHolder'>;
  readonly personalData: PersonalData;
}

/** A request before somebody who may answer it. */
export interface RequestInHand {
  readonly account: Account;
  readonly member: Member;
  readonly request: DocumentRequest;
  readonly procedure: Procedure;
  readonly required: RequiredDocument;
  /** The citizen. */
  readonly owner: Account;
}

/**
 * Somebody of the issuer, logged in by AUTHENTICATION certificate, who holds the authority that the document asks for.
 * @throws Refusal not-found `no-such-document-request` and as `requireMember`, `requireAuthority`
 */
export async function requireRequestInHand(request: Request, deps: IssuerSideDeps): Promise<RequestInHand> {
  const { account } = await requireCertificateSession(request, deps);
  const found = await deps.documentRequests.find(request.params.request ?? '');
  if (found === undefined || found.status === 'withdrawn') throw noSuchRequest();
  const member = await requireMember(found.issuerId, account, deps, request.now);
  const procedure = requireProcedure(deps.procedures, found.procedure);
  const required = requireDocumentOf(procedure, found.document);
  requireAuthority(member, required.issuer.authority);
  const owner = await requirePerson(found.applicantId, deps.accounts);
  return { account, member, request: found, procedure, required, owner };
}

/** Each request is answered once. @throws Refusal conflict `request-already-decided` */
export function requireUndecided(request: DocumentRequest): void {
  if (request.status !== 'requested') throw alreadyDecided();
}

export const alreadyDecided = (): Refusal =>
  new Refusal(
    'conflict',
    'request-already-decided',
    'This request was answered already, by you or a colleague. Load the page again.',
  );

const noSuchRequest = (): Refusal =>
  new Refusal(
    'not-found',
    'no-such-document-request',
    'There is no such request (any more): the person may have withdrawn it.',
  );
