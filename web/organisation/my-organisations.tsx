import type { InferOutput } from 'valibot';
import type { OrganisationsView, OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Badge, lookOf } from './badge.tsx';
import { groupedNumber } from './organisation-words.ts';

const Card = ({ organisation }: { readonly organisation: OrganisationView }) => (
  <li class="card organisation-card">
    <p class="card-head">
      <strong>{organisation.name}</strong>
      <Badge look={lookOf(organisation.status)}>{t(`organisation.status.${organisation.status}`)}</Badge>
    </p>
    <p class="soft">
      {t('organisation.number', { number: groupedNumber(organisation.id) })} · {organisation.town}
    </p>
    {organisation.role && <p>{t(`organisation.role.${organisation.role}`)}</p>}
    <ButtonLink href={`/organisation/${organisation.id}`} look="second" small>
      {t('organisation.open', { name: organisation.name })}
    </ButtonLink>
  </li>
);

/** `/organisation`: where everything begins. */
export default function MyOrganisations() {
  return (
    <Page title={t('organisation.title')} lead={t('organisation.lead')}>
      <Fetched<InferOutput<typeof OrganisationsView>> path="/api/organisations">
        {({ organisations }) =>
          organisations.length === 0 ? (
            <p class="quiet">{t('organisation.none')}</p>
          ) : (
            <ul class="cards">
              {organisations.map((organisation) => (
                <Card key={organisation.id} organisation={organisation} />
              ))}
            </ul>
          )
        }
      </Fetched>
      <div class="actions">
        <ButtonLink href="/organisation/ask">{t('organisation.ask')}</ButtonLink>
        <ButtonLink href="/organisation/attributes" look="second">
          {t('organisation.attributes')}
        </ButtonLink>
        <ButtonLink href="/organisation/check" look="second">
          {t('organisation.check')}
        </ButtonLink>
        <ButtonLink href="/organisation/register" look="quiet">
          {t('organisation.register')}
        </ButtonLink>
      </div>
    </Page>
  );
}
