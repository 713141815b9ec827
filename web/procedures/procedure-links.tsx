import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';

/** What an organisation has to do with procedures: documents asked of it, applications sent to it. */
export const ProcedureLinks = ({ organisation }: { readonly organisation: OrganisationView }) => (
  <section>
    <h2>{t('proc.for-citizens')}</h2>
    <div class="actions">
      {organisation.kind !== 'company' && (
        <ButtonLink href={`/organisation/${organisation.id}/applications`}>{t('proc.received')}</ButtonLink>
      )}
      <ButtonLink
        href={`/organisation/${organisation.id}/requests`}
        look={organisation.kind === 'company' ? 'first' : 'second'}
      >
        {t('proc.requests')}
      </ButtonLink>
    </div>
  </section>
);
