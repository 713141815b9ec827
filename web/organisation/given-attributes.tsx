import type { InferOutput } from 'valibot';
import type { AttributesView, OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { AttributeCard } from './attribute-card.tsx';
import { FetchedPage } from './fetched-page.tsx';
import type { Params } from './params.ts';

const Given = ({ organisation }: { readonly organisation: OrganisationView }) => (
  <Page title={t('attribute.given-title', { organisation: organisation.name })}>
    <Fetched<InferOutput<typeof AttributesView>> path={`/api/attributes?organisation=${organisation.id}`}>
      {({ attributes }, reload) =>
        attributes.length === 0 ? (
          <p class="quiet">{t('attribute.none-given')}</p>
        ) : (
          <ul class="cards">
            {attributes.map((attribute) => (
              <AttributeCard key={attribute.id} attribute={attribute} onRevoked={reload} />
            ))}
          </ul>
        )
      }
    </Fetched>
    <div class="actions">
      <ButtonLink href={`/organisation/${organisation.id}`} look="quiet">
        {organisation.name}
      </ButtonLink>
    </div>
  </Page>
);

/** `/organisation/{number}/attributes`: who may act for the organisation, for its representative. */
export default function GivenAttributes({ params }: { readonly params: Params }) {
  return (
    <FetchedPage<OrganisationView>
      path={`/api/organisations/${encodeURIComponent(params.organisation ?? '')}`}
    >
      {(organisation) => <Given organisation={organisation} />}
    </FetchedPage>
  );
}
