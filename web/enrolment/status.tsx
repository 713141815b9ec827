import { lazy } from 'preact-iso';
import type { EnrolmentView } from '../../lambdas/contracts/enrolment.ts';
import { dateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { NextRoutes } from '../ui/failure.tsx';
import { CheckIcon, ClockIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';
import { StampArt } from './art.tsx';
import { enrolment, reload } from './enrolment.ts';

const QrCode = lazy(() => import('../ui/qr.tsx'));

const Reference = ({ standing }: { readonly standing: EnrolmentView }) => (
  <div class="ticket">
    <span class="ticket-label">{t('channel.reference')}</span>
    <span class="ticket-value">{standing.reference}</span>
    {standing.deadline && ['submitted', 'in-review'].includes(standing.step) && (
      <span class="ticket-label">
        {t('status.due')} <Countdown until={standing.deadline} />
      </span>
    )}
  </div>
);

const InProgress = ({ standing }: { readonly standing: EnrolmentView }) => (
  <Page title={t('status.title')} lead={t('status.lead')}>
    <Reference standing={standing} />
    <ol class="timeline">
      <li class="done">
        <CheckIcon />
        {t('status.received')}{' '}
        {standing.submittedAt && <span class="soft">{dateAndTime(standing.submittedAt)}</span>}
      </li>
      <li class={standing.step === 'in-review' ? 'done' : 'now'}>
        {standing.step === 'in-review' ? <CheckIcon /> : <span class="spinner" aria-hidden="true" />}
        {t('status.automatic')}
      </li>
      {(standing.level === 'substantial' || standing.step === 'in-review') && (
        <li class={standing.step === 'in-review' ? 'now' : ''}>
          <ClockIcon />
          {t('status.human')}
        </li>
      )}
      <li>
        <ClockIcon />
        {t('status.decision')}
      </li>
    </ol>
    <p class="soft">{t('status.leave')}</p>
  </Page>
);

const Accepted = ({ standing }: { readonly standing: EnrolmentView }) => (
  <Page title={t('status.accepted')} lead={t('status.accepted-lead')}>
    <div class="letter-figure">
      <StampArt />
    </div>
    <ol class="numbered">
      <li>{t('status.activate-1')}</li>
      <li>{t('status.activate-2')}</li>
      <li>{t('status.activate-3')}</li>
    </ol>
    <div class="card handover">
      <QrCode text={`${location.origin}/app`} label={t('status.open-app')} />
      <p>{t('status.open-app-text')}</p>
      <ButtonLink href="/app" look="second">
        {t('status.open-app')}
      </ButtonLink>
    </div>
    <Reference standing={standing} />
  </Page>
);

const Reasons = ({ reasons }: { readonly reasons: readonly string[] }) => (
  <ul>
    {reasons.map((reason) => (
      <li key={reason}>{sentenceOf(`reason.${reason}`) ?? t('reason.other')}</li>
    ))}
  </ul>
);

const Refused = ({ standing, retry }: { readonly standing: EnrolmentView; readonly retry: boolean }) => (
  <Page
    title={retry ? t('status.retry') : t('status.rejected')}
    lead={retry ? t('status.retry-lead') : t('status.rejected-lead')}
  >
    {standing.decision && standing.decision.reasons.length > 0 && (
      <div class={retry ? 'notice warn' : 'notice bad'}>
        <WarningIcon />
        <div>
          <h2>{t('status.why')}</h2>
          <Reasons reasons={standing.decision.reasons} />
        </div>
      </div>
    )}
    <h2>{t('status.next')}</h2>
    <NextRoutes
      next={
        standing.decision?.next.length
          ? standing.decision.next
          : retry
            ? ['new-picture']
            : ['restart', 'counter', 'support']
      }
    />
    <Reference standing={standing} />
  </Page>
);

const Cancelled = () => (
  <Page title={t('status.cancelled')} lead={t('status.cancelled-lead')}>
    <ButtonLink href="/enrol">{t('next.restart')}</ButtonLink>
  </Page>
);

const PAGES: Partial<Record<EnrolmentView['step'], (standing: EnrolmentView) => preact.JSX.Element>> = {
  accepted: (standing) => <Accepted standing={standing} />,
  active: (standing) => <Accepted standing={standing} />,
  rejected: (standing) => <Refused standing={standing} retry={false} />,
  retry: (standing) => <Refused standing={standing} retry />,
  cancelled: () => <Cancelled />,
};

/** Waiting for the decision, and the decision (A9, A10). */
export default function Status() {
  const standing = enrolment.value;
  const waiting = standing?.step === 'submitted' || standing?.step === 'in-review';
  usePolling(reload, 4000, waiting);
  if (!standing) return null;
  const shown = PAGES[standing.step] ?? ((view: EnrolmentView) => <InProgress standing={view} />);
  return <div aria-live="polite">{shown(standing)}</div>;
}
