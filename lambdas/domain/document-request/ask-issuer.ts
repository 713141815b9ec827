import type { RequestDocumentRequest, RequiredDocument } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { Application } from '../application/application.ts';
import type { CitizenSideDeps, OwnDraft } from '../application/own-draft.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { dayIn } from '../calendar/today.ts';
import type { Organisation } from '../organisation/organisation.ts';
import { applicantOf } from '../procedure/prefill.ts';
import { requireOrganisationOf } from '../procedure/require-organisation.ts';
import { requireComplete, tidied } from '../procedure/validate-form.ts';
import type { Randomness } from '../randomness.ts';
import type { Asked, DocumentRequest } from './document-request.ts';
import { openAsked } from './open-request.ts';
import { type TellIssuerDeps, tellIssuer } from './tell-issuer.ts';

export interface AskIssuerDeps extends CitizenSideDeps, TellIssuerDeps {
  readonly randomness: Pick<Randomness, 'id'>;
  readonly audit: AuditTrail;
}

type AskIssuer = Extract<RequestDocumentRequest, { from: 'issuer' }>;

/** Asked again from the same issuer, the open request stays; another issuer takes its place. */
export async function askIssuer(
  draft: OwnDraft,
  required: RequiredDocument,
  body: AskIssuer,
  deps: AskIssuerDeps,
  now: Date,
): Promise<Application> {
  const issuer = await requireOrganisationOf(required.issuer.kind, body.issuer, deps);
  const standing = await standingRequest(draft.application, required, deps);
  if (standing?.issuerId === issuer.id) {
    await tell(standing, issuer, required, draft.account, deps, now);
    return draft.application;
  }
  const values = tidied(body.values);
  requireComplete(required.request, values, dayIn(deps.timeZone, now));
  const asked: Asked = { person: await personOf(draft.account, deps), values };
  const made = await newRequest(draft, required, issuer, asked, deps, now);
  const requests = { ...draft.application.requests, [required.id]: made.id };
  const changes = { requests, changedAt: made.requestedAt };
  const application = await deps.applications.changeWithRequest(draft.application, changes, made, standing);
  await tell(made, issuer, required, draft.account, deps, now);
  await record(made, deps, now);
  return application;
}

/** The request that waits for its issuer, if any. */
async function standingRequest(
  application: Application,
  required: RequiredDocument,
  { documentRequests }: AskIssuerDeps,
): Promise<DocumentRequest | undefined> {
  const id = application.requests[required.id];
  const found = id === undefined ? undefined : await documentRequests.find(id);
  return found?.status === 'requested' ? found : undefined;
}

async function personOf(account: Account, deps: AskIssuerDeps): Promise<Asked['person']> {
  const { name, birthdate } = applicantOf(await openIdentity(account, deps.personalData));
  return { name, birthdate };
}

async function newRequest(
  { account, application, procedure }: OwnDraft,
  required: RequiredDocument,
  issuer: Organisation,
  asked: Asked,
  deps: AskIssuerDeps,
  now: Date,
): Promise<DocumentRequest> {
  return {
    id: deps.randomness.id(),
    applicationId: application.id,
    applicantId: account.id,
    procedure: procedure.id,
    procedureVersion: procedure.version,
    document: required.id,
    issuerId: issuer.id,
    issuerName: issuer.name,
    language: application.language,
    status: 'requested',
    requestedAt: now.toISOString(),
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, asked),
    version: 1,
  };
}

async function tell(
  request: DocumentRequest,
  organisation: Organisation,
  required: RequiredDocument,
  account: Account,
  deps: AskIssuerDeps,
  now: Date,
): Promise<void> {
  const { person } = await openAsked(request, account, deps);
  await tellIssuer(request, { organisation, required, person: person.name }, deps, now);
}

const record = ({ id, applicantId, document, issuerId }: DocumentRequest, deps: AskIssuerDeps, at: Date) =>
  deps.audit.record({
    event: 'document.requested',
    subject: applicantId,
    actor: 'citizen',
    at,
    once: `document-requested#${id}`,
    details: { request: id, document, issuer: issuerId },
  });
