import { useState } from 'preact/hooks';
import type {
  RegistrationTokenView,
  RelyingPartiesView,
  RelyingPartySummary,
} from '../../lambdas/contracts/relying-parties.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { Badge } from '../organisation/badge.tsx';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { Copyable } from './copyable.tsx';
import { lookOf } from './state-look.ts';

const Card = ({ service }: { readonly service: RelyingPartySummary }) => (
  <li class="card organisation-card">
    <p class="card-head">
      <strong>{service.name}</strong>
      <Badge look={lookOf(service.state)}>{t(`connect.state.${service.state}`)}</Badge>
    </p>
    <p class="soft">{t(`connect.state-text.${service.state}`)}</p>
    <ButtonLink href={`/app/connect/${service.client}`} look="second" small>
      {t('connect.open', { name: service.name })}
    </ButtonLink>
  </li>
);

const Services = ({ relyingParties, limit }: RelyingPartiesView) => (
  <>
    {relyingParties.length === 0 && <p class="quiet">{t(limit === 0 ? 'connect.closed' : 'connect.none')}</p>}
    <ul class="cards">
      {relyingParties.map((service) => (
        <Card key={service.client} service={service} />
      ))}
    </ul>
    {limit > 0 && (
      <>
        {relyingParties.length > 0 && (
          <p class="soft">{t('connect.count', { count: relyingParties.length, limit })}</p>
        )}
        <div class="actions">
          <ButtonLink href="/app/connect/new">{t('connect.add')}</ButtonLink>
          <ButtonLink href="/app/connect/personas" look="second">
            {t('connect.personas')}
          </ButtonLink>
        </div>
        <ByProgram />
      </>
    )}
  </>
);

/** RFC 7591: an initial access token for those who register by program. */
function ByProgram() {
  const [made, setMade] = useState<RegistrationTokenView>();
  const make = useAction(async () =>
    setMade(await citizenCall<RegistrationTokenView>('POST', '/api/relying-party-tokens')),
  );
  return (
    <details class="by-program">
      <summary>{t('connect.program')}</summary>
      <p>{t('connect.program-lead')}</p>
      <FailureNotice action={make} />
      {made === undefined ? (
        <Button look="second" busy={make.busy} onPress={() => make.run()}>
          {t('connect.program-make')}
        </Button>
      ) : (
        <>
          <Copyable label={t('connect.program-endpoint')} text={made.endpoint} />
          <Copyable label={t('connect.program-token')} text={made.token} />
        </>
      )}
    </details>
  );
}

/** `/app/connect`: one's own services. */
export const MyServices = () => (
  <Page title={t('connect.title')} lead={t('connect.lead')}>
    <Fetched<RelyingPartiesView> path="/api/relying-parties">{(view) => <Services {...view} />}</Fetched>
  </Page>
);
