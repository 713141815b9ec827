import type { AttributeView } from '../../contracts/organisations.ts';
import type { Attribute, Attributes } from '../../domain/attribute/attribute.ts';
import { type AttributeRequests, documentOf, openRequest } from '../../domain/attribute/attribute-request.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { Organisations } from '../../domain/organisation/organisation.ts';
import { requireRepresentative } from '../../domain/organisation/representative.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListAttributesDeps extends CitizenDeps {
  readonly attributes: Pick<Attributes, 'ofHolder' | 'ofOrganisation'>;
  readonly attributeRequests: Pick<AttributeRequests, 'find'>;
  readonly organisations: Organisations;
  readonly personalData: Pick<PersonalData, 'open'>;
}

/** GET /api/attributes: the person's own; with `?organisation=`, those that an organisation gave, for its representative (E3). */
export async function listAttributes(request: HttpRequest, deps: ListAttributesDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const id = request.query.get('organisation');
  if (id === null) {
    const own = await deps.attributes.ofHolder(account.id);
    return {
      body: {
        attributes: own.map((each) => ({ ...toView(each, request.now), own: true, record: each.record })),
      },
    };
  }
  const organisation = await deps.organisations.find(id);
  if (organisation === undefined) throw noSuchOrganisation();
  requireRepresentative(organisation, account.id);
  const given = await deps.attributes.ofOrganisation(id);
  const attributes = await Promise.all(
    given.map(async (each) => ({
      ...toView(each, request.now),
      own: false,
      ...(await holderOf(each, deps)),
    })),
  );
  return { body: { attributes } };
}

function toView(attribute: Attribute, now: Date): Omit<AttributeView, 'own'> {
  const { id, organisationId, organisation, department, post, authorities, notBefore, notAfter } = attribute;
  const { status, revokedAt, issuedAt, holderCertificate } = attribute;
  return {
    id,
    organisation: { number: organisationId, name: organisation },
    department,
    post,
    authorities: [...authorities],
    notBefore,
    notAfter,
    status: status === 'good' && now.toISOString() > notAfter ? 'expired' : status,
    issuedAt,
    holderCertificate: holderCertificate.serial,
    ...(revokedAt !== undefined && { revokedAt }),
  };
}

/** The name stands in the signed request only, sealed; it goes with the person's account. */
async function holderOf(
  { requestId, holderId }: Attribute,
  { attributeRequests, accounts, personalData }: ListAttributesDeps,
): Promise<{ readonly holder?: string }> {
  const [request, account] = await Promise.all([attributeRequests.find(requestId), accounts.find(holderId)]);
  if (request === undefined || account === undefined) return {};
  return { holder: documentOf(await openRequest(request, account, personalData)).holder.name };
}
