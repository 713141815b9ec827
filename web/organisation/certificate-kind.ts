import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';

/** The kind of certificate an organisation signs with. */
export const certificateKind = ({ kind, certificate }: OrganisationView): 'corporate' | 'official-seal' => {
  if (certificate) return certificate.kind === 'official-seal' ? 'official-seal' : 'corporate';
  return kind === 'company' ? 'corporate' : 'official-seal';
};
