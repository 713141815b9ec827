import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ReceivedApplicationsView, ReceivedSummary } from '../../lambdas/contracts/procedures.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { calendarDate, shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import type { Params } from '../organisation/params.ts';
import { fieldCode, useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { StatusMark } from './application-status.tsx';
import { NeedsCatalogue } from './needs-catalogue.tsx';
import { lastDays } from './period.ts';
import { said } from './procedures.ts';
import './procedures.css';
import { download } from './download.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

interface DayFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onValue: (value: string) => void;
}

const DayField = ({ id, label, value, wrong, onValue }: DayFieldProps) => (
  <Field id={id} label={label} wrong={wrong}>
    <input
      id={id}
      class="input"
      type="date"
      value={value}
      aria-invalid={wrong ? 'true' : undefined}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  </Field>
);

const pathOf = (organisation: string) =>
  `/api/organisations/${encodeURIComponent(organisation)}/applications`;

function Row({ organisation, found }: { readonly organisation: string; readonly found: ReceivedSummary }) {
  const save = useAction(() => download(organisation, found.id));
  return (
    <tr>
      <td>{shortDateAndTime(found.submittedAt)}</td>
      <td>
        <strong>{found.applicant.name}</strong>
        <br />
        <span class="soft">{calendarDate(found.applicant.birthdate)}</span>
      </td>
      <td>{said(found.title)}</td>
      <td>
        <StatusMark {...found} />
      </td>
      <td>
        <span class="row">
          <ButtonLink href={`/organisation/${organisation}/applications/${found.id}`} look="second" small>
            {t('proc.show')}
            <span class="hidden-visually"> {found.applicant.name}</span>
          </ButtonLink>
          <Button look="quiet" small busy={save.busy} onPress={() => save.run()}>
            {t('proc.download')}
            <span class="hidden-visually"> {found.applicant.name}</span>
          </Button>
        </span>
        <FailureNotice action={save} />
      </td>
    </tr>
  );
}

const Found = ({
  organisation,
  view,
  onNext,
}: {
  readonly organisation: string;
  readonly view: ReceivedApplicationsView;
  readonly onNext: (after: string) => void;
}) => {
  const { applications, next } = view;
  return (
    <>
      <p role="status">{t('proc.found', { count: applications.length })}</p>
      {applications.length > 0 && (
        <table class="found">
          <thead>
            <tr>
              <th scope="col">{t('proc.sent-at')}</th>
              <th scope="col">{t('proc.applicant')}</th>
              <th scope="col">{t('proc.procedure')}</th>
              <th scope="col">{t('proc.status')}</th>
              <th scope="col">{t('proc.do')}</th>
            </tr>
          </thead>
          <tbody>
            {applications.map((found) => (
              <Row key={found.id} organisation={organisation} found={found} />
            ))}
          </tbody>
        </table>
      )}
      {next && (
        <Button look="second" onPress={() => onNext(next)}>
          {t('proc.older')}
        </Button>
      )}
    </>
  );
};

/** The period stands in the address, so that “Back” finds it again. */
function Search({ organisation }: { readonly organisation: string }) {
  const { query, route } = useLocation();
  const asked: Period = { ...lastDays(30), ...(query as Partial<Period>) };
  const [period, setPeriod] = useState<Period>({ from: asked.from, to: asked.to });
  const place = ({ from, to }: Period, after = '') => {
    const search = new URLSearchParams({ from, to, ...(after && { after }) });
    return `?${search}`;
  };
  const search = useAction(async () => route(`/organisation/${organisation}/applications${place(period)}`));
  return (
    <Page title={t('proc.received')} lead={t('proc.received-lead')}>
      <form
        class="period"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          search.run();
        }}
      >
        <DayField
          id="from"
          label={t('proc.from')}
          value={period.from}
          wrong={fieldCode(search.failure, 'from')}
          onValue={(from) => setPeriod({ ...period, from })}
        />
        <DayField
          id="to"
          label={t('proc.to')}
          value={period.to}
          wrong={fieldCode(search.failure, 'to')}
          onValue={(to) => setPeriod({ ...period, to })}
        />
        <div class="field">
          <Button type="submit" busy={search.busy}>
            {t('proc.search')}
          </Button>
        </div>
      </form>
      <Fetched<ReceivedApplicationsView> path={pathOf(organisation) + place(asked, query.after)}>
        {(view) => (
          <Found
            organisation={organisation}
            view={view}
            onNext={(after) => route(`/organisation/${organisation}/applications${place(asked, after)}`)}
          />
        )}
      </Fetched>
    </Page>
  );
}

/** `/organisation/:organisation/applications`: what came in, by period: show, download (E-21). */
export default function ReceivedList({ params }: { readonly params: Params }) {
  return (
    <NeedsCatalogue>
      <Search organisation={params.organisation ?? ''} />
    </NeedsCatalogue>
  );
}
