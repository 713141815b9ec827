import { useLocation } from 'preact-iso';
import type { ApplicationView, Procedure } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64 } from '../signing/key-derivation.ts';
import { saveFile } from '../signing/save-file.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { StatusMark } from './application-status.tsx';
import { AnswerSheet } from './documents.tsx';
import { labelIn, said } from './procedures.ts';
import { Fact, Sheet, SheetSections } from './sheet.tsx';

interface ApplicationPageProps {
  readonly application: ApplicationView;
  readonly procedure: Procedure;
  readonly reload: () => void;
}

interface StepProps {
  readonly href: string;
  readonly title: string;
  readonly state: string;
  readonly done: boolean;
  readonly open?: boolean;
}

const Step = ({ href, title, state, done, open = true }: StepProps) => (
  <li class={done ? 'done' : undefined}>
    {open ? (
      <a class="card line" href={href}>
        <strong>{title}</strong>
        <span class={done ? 'status-mark positive' : 'status-mark'}>{state}</span>
      </a>
    ) : (
      <div class="card line closed">
        <strong>{title}</strong>
        <span class="status-mark">{state}</span>
      </div>
    )}
  </li>
);

function Delete({ application }: { readonly application: ApplicationView }) {
  const { route } = useLocation();
  const remove = useAction(async () => {
    await citizenCall('DELETE', `/api/applications/${application.id}`);
    route('/app/procedures');
  });
  return (
    <details>
      <summary>{t(application.status === 'draft' ? 'proc.delete' : 'proc.withdraw')}</summary>
      <div>
        <p>{t(application.status === 'draft' ? 'proc.delete-text' : 'proc.withdraw-text')}</p>
        <FailureNotice action={remove} />
        <Button look="danger" small busy={remove.busy} onPress={() => remove.run()}>
          {t(application.status === 'draft' ? 'proc.delete' : 'proc.withdraw')}
        </Button>
      </div>
    </details>
  );
}

/** A draft: what is done and what is left, in order; one can leave and come back. */
const Draft = ({ application, procedure }: Omit<ApplicationPageProps, 'reload'>) => {
  const { id, problems, documents } = application;
  const base = `/app/procedures/${id}`;
  const ofForm = problems.filter(({ field }) => !field.startsWith('document:'));
  return (
    <>
      <ol class="plain steps">
        <Step
          href={`${base}/form`}
          title={t('proc.step-form')}
          state={ofForm.length === 0 ? t('proc.complete') : t('proc.missing', { count: ofForm.length })}
          done={ofForm.length === 0}
        />
        {procedure.documents.map((required) => {
          const status = documents.find(({ document }) => document === required.id)?.status ?? 'missing';
          return (
            <Step
              key={required.id}
              href={`${base}/document/${required.id}`}
              title={said(required.title)}
              state={t(`proc.document-${status}`)}
              done={status === 'issued'}
            />
          );
        })}
        <Step
          href={`${base}/sign`}
          title={t('proc.read-and-sign')}
          state={t(problems.length === 0 ? 'proc.ready' : 'proc.not-yet')}
          done={false}
          open={problems.length === 0}
        />
      </ol>
      <Wrong application={application} procedure={procedure} />
      {problems.length === 0 && (
        <div class="actions">
          <ButtonLink href={`${base}/sign`}>{t('proc.read-and-sign')}</ButtonLink>
        </div>
      )}
      <Delete application={application} />
    </>
  );
};

/** What is wrong though it was filled in, for example a day that has passed meanwhile. */
const Wrong = ({ application, procedure }: Omit<ApplicationPageProps, 'reload'>) => {
  const wrong = application.problems.filter(
    ({ code }) => code !== 'missing' && !code.startsWith('document-'),
  );
  if (wrong.length === 0) return null;
  return (
    <p class="soft">
      {t('proc.look-again-at', {
        fields: wrong.map(({ field }) => labelIn(procedure.sections, field) ?? field).join(', '),
      })}
    </p>
  );
};

const Sent = ({ application, procedure }: Omit<ApplicationPageProps, 'reload'>) => {
  const { answer, submittedAt = '', digest = '' } = application;
  return (
    <>
      <div class="ticket">
        <span class="ticket-label">{t('proc.sent-at')}</span>
        <span class="ticket-value">{shortDateAndTime(submittedAt)}</span>
        <span class="ticket-label">{t('proc.fingerprint')}</span>
        <span class="digest">{digest}</span>
      </div>
      {answer && (
        <>
          <AnswerSheet content={answer} procedure={procedure} />
          <div class="actions">
            <Button
              look="second"
              onPress={() =>
                saveFile(`${procedure.id}-answer.p7m`, 'application/pkcs7-mime', fromBase64(answer.signature))
              }
            >
              {t('proc.save-answer')}
            </Button>
          </div>
        </>
      )}
      <p class="soft">{t('proc.in-safe')}</p>
      <Sheet
        kind={t('proc.application-to', { authority: application.authority.name })}
        title={said(procedure.title)}
      >
        <dl class="facts">
          <Fact label={t('proc.name')}>{application.applicant.name}</Fact>
        </dl>
        <SheetSections sections={procedure.sections} values={application.values} />
      </Sheet>
      {application.status === 'submitted' && <Delete application={application} />}
    </>
  );
};

/** One application: its steps while it is a draft, its receipt and answer afterwards. */
export const ApplicationPage = ({ application, procedure, reload }: ApplicationPageProps) => (
  <Page title={said(procedure.title)} kicker={application.authority.name}>
    <p>
      <StatusMark {...application} />
    </p>
    {application.status === 'draft' ? (
      <Draft application={application} procedure={procedure} />
    ) : (
      <Sent application={application} procedure={procedure} />
    )}
    <p class="row">
      <Button look="quiet" small onPress={reload}>
        {t('proc.look-again')}
      </Button>
      <a href="/app/procedures">{t('proc.all')}</a>
    </p>
  </Page>
);
