import type { OrganisationKind } from '../../contracts/procedures.ts';
import { Refusal } from '../errors.ts';
import type { Organisation, Organisations } from '../organisation/organisation.ts';

/** An active organisation of the kind the procedure asks for. @throws Refusal unprocessable `organisation-not-fit` */
export async function requireOrganisationOf(
  kind: OrganisationKind,
  id: string,
  { organisations }: { readonly organisations: Organisations },
): Promise<Organisation> {
  const found = await organisations.find(id);
  if (found?.status === 'active' && found.kind === kind) return found;
  throw new Refusal(
    'unprocessable',
    'organisation-not-fit',
    `Choose an active organisation of the right kind (${kind}) from the list.`,
  );
}
