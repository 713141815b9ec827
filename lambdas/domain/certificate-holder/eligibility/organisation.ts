import { isOfOrganisation } from '../../certificate/authority-of.ts';
import { Refusal } from '../../errors.ts';
import { noSuchOrganisation } from '../../organisation/no-such-organisation.ts';
import { requireRepresentative } from '../../organisation/representative.ts';
import type { EligibilityRule } from './rule.ts';

/** A corporate certificate or official seal names an organisation; a person's certificate does not. */
export const organisationNamed: EligibilityRule = ({ kind, organisationId }) => {
  if (isOfOrganisation(kind) === (organisationId !== undefined)) return undefined;
  return new Refusal(
    'invalid',
    'invalid-fields',
    'Give the organisation for its corporate certificate or official seal, and for no other certificate.',
    { fields: [{ field: 'organisation', code: organisationId === undefined ? 'missing' : 'unknown' }] },
  );
};

/** Only the representative of an organisation that was admitted. */
export const represented: EligibilityRule = ({ kind, organisation, account }) => {
  if (!isOfOrganisation(kind)) return undefined;
  if (organisation === undefined) return noSuchOrganisation();
  try {
    requireRepresentative(organisation, account.id);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

/** Companies hold a corporate certificate, public authorities an official seal. */
export const kindFitsOrganisation: EligibilityRule = ({ kind, organisation }) => {
  if (!isOfOrganisation(kind) || organisation === undefined) return undefined;
  if ((kind === 'corporate') === (organisation.kind === 'company')) return undefined;
  return new Refusal(
    'invalid',
    'kind-not-for-organisation',
    'A company gets a corporate certificate, a public authority an official seal.',
    { fields: [{ field: 'kind', code: 'invalid' }] },
  );
};
