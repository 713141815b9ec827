import type { ApplicationSummary, ApplicationsView, Procedure } from '../../lambdas/contracts/procedures.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { StatusMark } from './application-status.tsx';
import { catalogue, procedureOf, said } from './procedures.ts';

const ApplicationLine = (application: ApplicationSummary) => {
  const procedure = procedureOf(application.procedure);
  return (
    <li>
      <a class="card line" href={`/app/procedures/${application.id}`}>
        <span>
          <strong>{procedure ? said(procedure.title) : application.procedure}</strong>
          <span class="soft">
            {application.authority.name} · {shortDateAndTime(application.changedAt)}
          </span>
        </span>
        <StatusMark {...application} />
      </a>
    </li>
  );
};

const Offer = ({ procedure }: { readonly procedure: Procedure }) => (
  <li class="card">
    <h3>{said(procedure.title)}</h3>
    <p>{said(procedure.summary)}</p>
    <ButtonLink href={`/app/procedures/new/${procedure.id}`} look="second" small>
      {t('proc.begin')}
    </ButtonLink>
  </li>
);

/** One's own applications, and what can be applied for. */
export const ProcedureList = () => (
  <Page title={t('proc.title')} lead={t('proc.lead')}>
    <Fetched<ApplicationsView> path="/api/applications">
      {({ applications }) =>
        applications.length > 0 && (
          <section>
            <h2>{t('proc.yours')}</h2>
            <ul class="plain">
              {applications.map((application) => (
                <ApplicationLine key={application.id} {...application} />
              ))}
            </ul>
          </section>
        )
      }
    </Fetched>
    <section>
      <h2>{t('proc.offers')}</h2>
      <ul class="plain">
        {catalogue.value?.procedures.map((procedure) => (
          <Offer key={procedure.id} procedure={procedure} />
        ))}
      </ul>
    </section>
  </Page>
);
