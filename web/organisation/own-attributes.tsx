import type { InferOutput } from 'valibot';
import type {
  AttributeRequestsView,
  AttributeRequestView,
  AttributesView,
} from '../../lambdas/contracts/organisations.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { AttributeCard } from './attribute-card.tsx';
import { Badge, lookOf } from './badge.tsx';
import { authorityNames } from './organisation-words.ts';

const Request = ({ request }: { readonly request: AttributeRequestView }) => (
  <li>
    <a href={`/organisation/requests/${request.id}`}>
      {t('attribute-request.title', { organisation: request.document.organisation.name })}
    </a>
    <span>{authorityNames(request.document.authorities)}</span>
    <Badge look={lookOf(request.state)}>{t(`attribute-request.state.${request.state}`)}</Badge>
  </li>
);

/** `/organisation/attributes`: what the person may do, and what they asked for. */
export default function OwnAttributes() {
  return (
    <Page title={t('attribute.title')} lead={t('attribute.lead')}>
      <Fetched<InferOutput<typeof AttributesView>> path="/api/attributes">
        {({ attributes }, reload) =>
          attributes.length === 0 ? (
            <p class="quiet">{t('attribute.none')}</p>
          ) : (
            <ul class="cards">
              {attributes.map((attribute) => (
                <AttributeCard key={attribute.id} attribute={attribute} onRevoked={reload} />
              ))}
            </ul>
          )
        }
      </Fetched>
      <h2>{t('attribute.requests')}</h2>
      <Fetched<InferOutput<typeof AttributeRequestsView>> path="/api/attribute-requests">
        {({ requests }) =>
          requests.length === 0 ? (
            <p class="quiet">{t('attribute.no-requests')}</p>
          ) : (
            <ul class="list">
              {requests.map((request) => (
                <Request key={request.id} request={request} />
              ))}
            </ul>
          )
        }
      </Fetched>
      <div class="actions">
        <ButtonLink href="/organisation/ask">{t('organisation.ask')}</ButtonLink>
        <ButtonLink href="/organisation" look="quiet">
          {t('organisation.title')}
        </ButtonLink>
      </div>
    </Page>
  );
}
