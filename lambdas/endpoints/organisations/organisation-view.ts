import type { OrganisationView } from '../../contracts/organisations.ts';
import { liveCertificateOf, ORGANISATION_KINDS } from '../../domain/attribute/own-certificate.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import type { Organisation, OrganisationMember } from '../../domain/organisation/organisation.ts';

/** What the person is in the organisation: a representative only if the organisation itself says so. */
export function roleIn(
  organisation: Organisation,
  member: OrganisationMember | undefined,
  accountId: string,
): OrganisationView['role'] {
  if (organisation.representativeId === accountId) return 'representative';
  return member?.role === 'delegate' ? 'delegate' : undefined;
}

/** What everybody may see, and for its representative also its certificate. */
export async function toOrganisationView(
  organisation: Organisation,
  role: OrganisationView['role'],
  certificates: Pick<Certificates, 'of'>,
  now: Date,
): Promise<OrganisationView> {
  const { id, name, kind, town, status, registeredAt } = organisation;
  const view = { id, name, kind, town, status, ...(role && { role }) };
  if (role !== 'representative') return view;
  const live = await liveCertificateOf(`organisation:${id}`, ORGANISATION_KINDS, certificates, now);
  const certificate = live && { serial: live.id, kind: live.kind, notAfter: live.notAfter };
  return { ...view, registeredAt, ...(certificate && { certificate }) };
}
