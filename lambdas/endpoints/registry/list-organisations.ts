import type { RegistryOrganisation } from '../../contracts/registry.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Organisation } from '../../domain/organisation/organisation.ts';
import type { OrganisationAdmissions } from '../../domain/organisation/organisation-registrations.ts';
import { type CounterDeps, requireClerk } from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListOrganisationsDeps extends CounterDeps {
  readonly organisations: Pick<OrganisationAdmissions, 'withStatus'>;
}

const STATUSES: readonly Organisation['status'][] = ['pending', 'active', 'refused', 'suspended'];

/** GET /api/registry/organisations?status=pending (E3): what waits for a decision, oldest first, or what was decided. */
export async function listOrganisations(
  request: HttpRequest,
  deps: ListOrganisationsDeps,
): Promise<HttpResponse> {
  await requireClerk(request, deps);
  const status = requireStatus(request.query.get('status') ?? 'pending');
  const organisations = await deps.organisations.withStatus(status);
  return { body: { organisations: organisations.map(toRegistryOrganisation) } };
}

function requireStatus(given: string): Organisation['status'] {
  const status = STATUSES.find((known) => known === given);
  if (status !== undefined) return status;
  throw new Refusal('invalid', 'invalid-fields', `Give one of these: ${STATUSES.join(', ')}.`, {
    fields: [{ field: 'status', code: 'invalid' }],
  });
}

export function toRegistryOrganisation(organisation: Organisation): RegistryOrganisation {
  const { id, name, kind, town, status, registration, registeredAt, decidedAt, decidedBy } = organisation;
  return {
    id,
    name,
    kind,
    town,
    status,
    representative: organisation.representativeId,
    registeredAt,
    ...(registration !== undefined && {
      registration: {
        taxNumber: registration.taxNumber,
        powerOfAttorney: paper(registration.powerOfAttorney),
        registerExtract: paper(registration.registerExtract),
      },
    }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(decidedBy !== undefined && { decidedBy }),
  };
}

const paper = ({ digest, size }: { readonly digest: string; readonly size: number }) => ({ digest, size });
