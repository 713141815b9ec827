import type { Account } from '../account/account.ts';
import type { Attributes } from '../attribute/attribute.ts';
import type { ClientRegistrations } from '../client-registration/registration.ts';
import type { OrganisationMembers, Organisations } from '../organisation/organisation.ts';
import type { Personas } from '../persona/persona.ts';

export interface CollectRolesDeps {
  readonly members: Pick<OrganisationMembers, 'of'>;
  readonly organisations: Organisations;
  readonly attributes: Pick<Attributes, 'ofHolder'>;
  readonly registrations: Pick<ClientRegistrations, 'of'>;
  readonly personas: Pick<Personas, 'of'>;
}

type Section = Record<string, unknown>;

export async function organisationsOf(
  { id }: Account,
  { members, organisations }: CollectRolesDeps,
): Promise<Section[]> {
  const own = await members.of(id);
  return Promise.all(
    own.map(async ({ organisationId, role }) => {
      const organisation = await organisations.find(organisationId);
      return { id: organisationId, name: organisation?.name, role };
    }),
  );
}

/** What the person may do for organisations, with the sealed records. */
export async function attributesOf({ id }: Account, { attributes }: CollectRolesDeps): Promise<Section[]> {
  const held = await attributes.ofHolder(id);
  return held.map(
    ({ organisation, department, post, authorities, notBefore, notAfter, status, issuedAt, record }) => ({
      organisation,
      department,
      post,
      authorities,
      notBefore,
      notAfter,
      status,
      issuedAt,
      record,
    }),
  );
}

/** Relying parties the person registered. */
export async function ownServicesOf(
  { id }: Account,
  { registrations }: CollectRolesDeps,
): Promise<Section[]> {
  const own = await registrations.of(id);
  return own.map(({ client_id, client_name, environment, redirect_uris, status }) => ({
    id: client_id,
    name: client_name,
    environment,
    addresses: redirect_uris,
    status,
  }));
}

export async function personasOf({ id }: Account, { personas }: CollectRolesDeps): Promise<Section[]> {
  const own = await personas.of(id);
  return own.map(({ name, phone, level, outcome, createdAt }) => ({
    name,
    phone,
    level,
    outcome,
    createdAt,
  }));
}
