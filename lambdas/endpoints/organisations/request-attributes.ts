import type { AttributeRequestDocument, RequestAttributesRequest } from '../../contracts/organisations.ts';
import { attributePeriod } from '../../domain/attribute/attribute-period.ts';
import type { AttributeRequest, AttributeRequests } from '../../domain/attribute/attribute-request.ts';
import { type OwnCertificateDeps, ownSignatureCertificate } from '../../domain/attribute/own-certificate.ts';
import { stateOf } from '../../domain/attribute/request-state.ts';
import { canonicalJson } from '../../domain/canonical-json/canonical-json.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { Organisation, Organisations } from '../../domain/organisation/organisation.ts';
import { requireActive } from '../../domain/organisation/representative.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { CertificateView } from '../../domain/signature-verification/verification-report.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toRequestView } from './request-view.ts';

export interface RequestAttributesDeps extends CitizenDeps, OwnCertificateDeps {
  readonly organisations: Organisations;
  readonly attributeRequests: Pick<AttributeRequests, 'create' | 'ofDelegate'>;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly randomness: Randomness;
  readonly settings: { readonly attributeDays: number; readonly requestDays: number };
  readonly timeZone: string;
}

/** So many may wait at once, so that nobody floods a representative. */
const OPEN_REQUESTS = 20;

/**
 * POST /api/attribute-requests: the delegate's screens 1–3 (E-07…E-09). The answer carries the very bytes to sign; until they are signed
 * the representative sees nothing.
 */
export async function requestAttributes(
  request: HttpRequest<RequestAttributesRequest>,
  deps: RequestAttributesDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireCitizen(request, deps);
  const organisation = await deps.organisations.find(body.organisation);
  if (organisation === undefined) throw noSuchOrganisation();
  requireActive(organisation);
  requireDelegate(organisation, account.id);
  await requireFewOpen(account.id, deps, now);
  const certificate = await ownSignatureCertificate(account, deps, now);
  const period = attributePeriod(body, { ...deps.settings, timeZone: deps.timeZone }, now);
  const id = deps.randomness.id();
  const document = documentFor({ id, body, organisation, certificate, period, now });
  const content = { document: Buffer.from(canonicalJson(document)).toString() };
  const kept: AttributeRequest = {
    id,
    organisationId: organisation.id,
    delegateId: account.id,
    state: 'draft',
    createdAt: now.toISOString(),
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, content),
    version: 1,
  };
  await deps.attributeRequests.create(kept);
  return { status: 201, body: toRequestView(kept, content, 'delegate', deps.settings.requestDays, now) };
}

/** Approver ≠ requester (E3): who represents the organisation signs with its certificate and needs no attribute. */
function requireDelegate(organisation: Organisation, accountId: string): void {
  if (organisation.representativeId !== accountId) return;
  throw new Refusal(
    'forbidden',
    'self-approval',
    'You represent this organisation: nobody approves for himself. Sign with its corporate certificate instead.',
  );
}

async function requireFewOpen(
  accountId: string,
  { attributeRequests, settings }: RequestAttributesDeps,
  now: Date,
): Promise<void> {
  const own = await attributeRequests.ofDelegate(accountId);
  const states = own.map((each) => stateOf(each, settings.requestDays, now));
  if (states.filter((state) => state === 'draft' || state === 'signed').length < OPEN_REQUESTS) return;
  throw new Refusal(
    'too-many',
    'too-many-requests-open',
    'Too many of your requests wait already. Wait until some of them are decided or have expired.',
    { next: ['wait'] },
  );
}

interface Asked {
  readonly id: string;
  readonly body: RequestAttributesRequest;
  readonly organisation: Organisation;
  readonly certificate: CertificateView;
  readonly period: { readonly notBefore: string; readonly notAfter: string };
  readonly now: Date;
}

function documentFor({ id, body, organisation, certificate, period, now }: Asked): AttributeRequestDocument {
  const { department, post, authorities, attributeAuthority, keeping } = body;
  const { issuer, serial, owner } = certificate;
  return {
    document: 'attribute-request',
    id,
    createdAt: now.toISOString(),
    holder: { name: owner, certificate: { issuer, serial } },
    organisation: { number: organisation.id, name: organisation.name },
    department,
    post,
    authorities: [...authorities],
    ...period,
    attributeAuthority,
    keeping,
  };
}
