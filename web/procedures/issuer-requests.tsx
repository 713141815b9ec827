import type { DocumentRequestSummary, DocumentRequestsView } from '../../lambdas/contracts/procedures.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { calendarDate, shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import type { Params } from '../organisation/params.ts';
import { Page } from '../ui/page.tsx';
import { NeedsCatalogue } from './needs-catalogue.tsx';
import { procedureOf, said } from './procedures.ts';
import './procedures.css';

const documentTitle = (procedure: string, document: string): string => {
  const found = procedureOf(procedure)?.documents.find(({ id }) => id === document);
  return found ? said(found.title) : document;
};

const Line = ({ organisation, request }: { organisation: string; request: DocumentRequestSummary }) => (
  <li>
    <a class="card line" href={`/organisation/${organisation}/requests/${request.id}`}>
      <span>
        <strong>{documentTitle(request.procedure, request.document)}</strong>
        <span>
          {request.person.name}, {calendarDate(request.person.birthdate)}
        </span>
        <span class="soft">{shortDateAndTime(request.requestedAt)}</span>
      </span>
      <span class={`status-mark ${request.status === 'issued' ? 'positive' : request.status}`}>
        {t(`proc.request-${request.status}`)}
      </span>
    </a>
  </li>
);

const List = ({
  organisation,
  requests,
}: {
  readonly organisation: string;
  readonly requests: readonly DocumentRequestSummary[];
}) => (
  <ul class="plain">
    {requests.map((request) => (
      <Line key={request.id} organisation={organisation} request={request} />
    ))}
  </ul>
);

const Requests = ({ organisation }: { readonly organisation: string }) => (
  <Page title={t('proc.requests')} lead={t('proc.requests-lead')}>
    <Fetched<DocumentRequestsView>
      path={`/api/organisations/${encodeURIComponent(organisation)}/document-requests`}
    >
      {({ requests }) => {
        const open = requests.filter(({ status }) => status === 'requested');
        const done = requests.filter(({ status }) => status !== 'requested');
        return (
          <>
            <h2>{t('proc.requests-open')}</h2>
            {open.length === 0 && <p class="soft">{t('proc.requests-none')}</p>}
            <List organisation={organisation} requests={open} />
            {done.length > 0 && (
              <>
                <h2>{t('proc.requests-done')}</h2>
                <List organisation={organisation} requests={done} />
              </>
            )}
          </>
        );
      }}
    </Fetched>
  </Page>
);

/** `/organisation/:organisation/requests`: what citizens ask of an organisation, open requests first. */
export default function IssuerRequests({ params }: { readonly params: Params }) {
  return (
    <NeedsCatalogue>
      <Requests organisation={params.organisation ?? ''} />
    </NeedsCatalogue>
  );
}
