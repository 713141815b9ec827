import type { InferOutput } from 'valibot';
import type {
  AttributeRequestsView,
  AttributeRequestView,
  OrganisationView,
} from '../../lambdas/contracts/organisations.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { ProcedureLinks } from '../procedures/procedure-links.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { ClockIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Badge, lookOf } from './badge.tsx';
import { certificateKind } from './certificate-kind.ts';
import { Facts } from './facts.tsx';
import { FetchedPage } from './fetched-page.tsx';
import { authorityNames, dayOf, groupedNumber } from './organisation-words.ts';
import type { Params } from './params.ts';

const NotYet = ({ status }: { readonly status: 'pending' | 'refused' | 'suspended' }) => (
  <div class={status === 'pending' ? 'notice' : 'notice warn'}>
    {status === 'pending' ? <ClockIcon /> : <WarningIcon />}
    <div>
      <h2>{t(`one-organisation.${status}`)}</h2>
      <p>{t(`one-organisation.${status}-text`)}</p>
    </div>
  </div>
);

const Certificate = ({ organisation }: { readonly organisation: OrganisationView }) => {
  const { certificate, id } = organisation;
  const kind = certificateKind(organisation);
  return (
    <section>
      <h2>{t('one-organisation.certificate')}</h2>
      {certificate ? (
        <p>
          <strong>{t(`one-organisation.${kind}`)}</strong>
          {' · '}
          {t('one-organisation.valid-until', { date: dayOf(certificate.notAfter) })}
        </p>
      ) : (
        <>
          <p>{t('one-organisation.no-certificate')}</p>
          <ButtonLink href={`/app/certificates/apply/${kind}?organisation=${id}`}>
            {t('one-organisation.apply')}
          </ButtonLink>
        </>
      )}
    </section>
  );
};

const Request = ({ request }: { readonly request: AttributeRequestView }) => (
  <li>
    <a href={`/organisation/requests/${request.id}`}>
      {t('one-organisation.review', { name: request.document.holder.name })}
    </a>
    <span>
      {request.document.post} · {authorityNames(request.document.authorities)}
    </span>
    <Badge look={lookOf(request.state)}>{t(`attribute-request.state.${request.state}`)}</Badge>
  </li>
);

const Requests = ({ requests }: { readonly requests: readonly AttributeRequestView[] }) => {
  const waiting = requests.filter(({ state }) => state === 'signed' || state === 'approved');
  const others = requests.filter((request) => !waiting.includes(request));
  return (
    <section>
      <h2>{t('one-organisation.requests')}</h2>
      {waiting.length === 0 && <p class="quiet">{t('one-organisation.no-requests')}</p>}
      <ul class="list">
        {waiting.map((request) => (
          <Request key={request.id} request={request} />
        ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>{t('one-organisation.decided', { count: others.length })}</summary>
          <ul class="list">
            {others.map((request) => (
              <Request key={request.id} request={request} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};

const Representing = ({ organisation }: { readonly organisation: OrganisationView }) => (
  <>
    <Certificate organisation={organisation} />
    <Fetched<InferOutput<typeof AttributeRequestsView>>
      path={`/api/organisations/${organisation.id}/attribute-requests`}
    >
      {({ requests }) => <Requests requests={requests} />}
    </Fetched>
    <div class="actions">
      <ButtonLink href={`/organisation/${organisation.id}/attributes`} look="second">
        {t('one-organisation.attributes')}
      </ButtonLink>
    </div>
  </>
);

const Shown = ({ organisation }: { readonly organisation: OrganisationView }) => (
  <Page title={organisation.name}>
    <Facts
      facts={[
        [t('organisation.status'), t(`organisation.status.${organisation.status}`)],
        [t('label.number'), groupedNumber(organisation.id)],
        [t('organisation.kind'), t(`organisation.kind.${organisation.kind}`)],
        [t('organisation.town'), organisation.town],
      ]}
    />
    {organisation.status !== 'active' && <NotYet status={organisation.status} />}
    {organisation.status === 'active' && organisation.role && <ProcedureLinks organisation={organisation} />}
    {organisation.status === 'active' && organisation.role === 'representative' && (
      <Representing organisation={organisation} />
    )}
    {organisation.status === 'active' && organisation.role !== 'representative' && (
      <div class="actions">
        <ButtonLink href="/organisation/attributes">{t('organisation.attributes')}</ButtonLink>
        <ButtonLink href={`/organisation/ask?organisation=${organisation.id}`} look="second">
          {t('organisation.ask')}
        </ButtonLink>
      </div>
    )}
  </Page>
);

/** `/organisation/{number}`: one organisation, and for its representative what waits. */
export default function OneOrganisation({ params }: { readonly params: Params }) {
  return (
    <FetchedPage<OrganisationView>
      path={`/api/organisations/${encodeURIComponent(params.organisation ?? '')}`}
    >
      {(organisation) => <Shown organisation={organisation} />}
    </FetchedPage>
  );
}
