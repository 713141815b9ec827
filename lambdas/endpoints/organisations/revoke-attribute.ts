import type { Attribute, Attributes } from '../../domain/attribute/attribute.ts';
import { type TellDeps, tell } from '../../domain/attribute/tell.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Organisations } from '../../domain/organisation/organisation.ts';
import type { OrganisationMemberships } from '../../domain/organisation/organisation-registrations.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeAttributeDeps extends CitizenDeps, TellDeps {
  readonly attributes: Pick<Attributes, 'find' | 'ofHolder' | 'revoke'>;
  readonly organisations: Organisations;
  readonly members: Pick<OrganisationMemberships, 'leave'>;
  readonly accounts: TellDeps['accounts'];
  readonly audit: AuditTrail;
}

type By = 'holder' | 'representative';

/**
 * POST /api/attributes/{attribute}/revocation: its holder or the organisation's representative ends it, at once and for good (E3, E4). An
 * organisation that is suspended can still take authority away. Sent again, what follows is done again, once.
 */
export async function revokeAttribute(
  request: HttpRequest,
  deps: RevokeAttributeDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const attribute = await deps.attributes.find(request.params.attribute ?? '');
  const by = attribute && (await roleOf(attribute, account.id, deps));
  if (attribute === undefined || by === undefined) throw noSuchAttribute();
  await deps.attributes.revoke(attribute.id, by, request.now);
  const revoked = await deps.attributes.find(attribute.id);
  if (revoked?.revokedAt === undefined) throw new Error('The attribute was revoked and is not.');
  await endMembership(revoked, deps);
  await tellOther(revoked, deps);
  return { status: 204 };
}

async function roleOf(
  { holderId, organisationId }: Attribute,
  accountId: string,
  { organisations }: RevokeAttributeDeps,
): Promise<By | undefined> {
  if (holderId === accountId) return 'holder';
  const organisation = await organisations.find(organisationId);
  return organisation?.representativeId === accountId ? 'representative' : undefined;
}

async function endMembership(
  { holderId, organisationId }: Attribute,
  { attributes, members }: RevokeAttributeDeps,
): Promise<void> {
  const held = await attributes.ofHolder(holderId);
  const stays = held.some((each) => each.organisationId === organisationId && each.status === 'good');
  if (!stays) await members.leave(holderId, organisationId);
}

async function tellOther(revoked: Attribute, deps: RevokeAttributeDeps): Promise<void> {
  const { id, organisationId, organisation, holderId, revokedBy = 'holder', revokedAt = '' } = revoked;
  const at = new Date(revokedAt);
  const once = `attribute-revoked-${id}`;
  await deps.audit.record({
    event: 'attribute.revoked',
    subject: holderId,
    actor: revokedBy === 'holder' ? 'citizen' : `representative:${organisationId}`,
    at,
    details: { organisation: organisationId, attribute: id },
    once,
  });
  const representative = (await deps.organisations.find(organisationId))?.representativeId;
  const other = revokedBy === 'holder' ? representative : holderId;
  const page =
    revokedBy === 'holder' ? `/organisation/${organisationId}/attributes` : '/organisation/attributes';
  const told = { id: once, at, template: 'attribute-revoked', organisation, page } as const;
  if (other !== undefined) await tell(other, told, deps);
}

const noSuchAttribute = (): Refusal =>
  new Refusal('not-found', 'no-such-attribute', 'There is no such attribute, or it is not yours to revoke.');
