import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { lazy, useLocation } from 'preact-iso';
import { holdsToken } from '../api/link-token.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import ArrivalPage, { isArrival } from './arrival.tsx';
import { CancelEnrolment } from './cancel.tsx';
import { enrolment, mayShow, pathOf, reload } from './enrolment.ts';
import { HandOff } from './hand-off.tsx';
import { Progress } from './progress.tsx';
import Start from './start.tsx';
import './enrolment.css';

const PAGES: Readonly<Record<string, ComponentType>> = {
  eligibility: lazy(() => import('./eligibility.tsx')),
  email: lazy(() => import('./email.tsx')),
  phone: lazy(() => import('./phone.tsx')),
  document: lazy(() => import('./document.tsx')),
  form: lazy(() => import('./form.tsx')),
  review: lazy(() => import('./review.tsx')),
  channel: lazy(() => import('./channel.tsx')),
  letter: lazy(() => import('./letter.tsx')),
  pictures: lazy(() => import('./pictures.tsx')),
  video: lazy(() => import('./video.tsx')),
  send: lazy(() => import('./send.tsx')),
  status: lazy(() => import('./status.tsx')),
};

const FREE = ['', 'eligibility'];

const NoEnrolment = () => (
  <Page title={t('enrol.none-title')} lead={t('enrol.none-lead')}>
    <div class="actions">
      <ButtonLink href="/enrol">{t('next.restart')}</ButtonLink>
      <ButtonLink href="/help" look="second">
        {t('next.support')}
      </ButtonLink>
    </div>
  </Page>
);

/** `/enrol/…`: shows the page of the step the server says, or an earlier one that may still be corrected. */
export default function EnrolmentArea() {
  const { path, route } = useLocation();
  const name = path.replace(/^\/enrol\/?/, '');
  const load = useAction(async () => {
    await reload();
    loaded.done = true;
  });
  useEffect(() => {
    if (!loaded.done) load.run();
  }, []);
  const [arriving, setArriving] = useState(holdsToken);
  const standing = enrolment.value;
  const away = !arriving && standing && !FREE.includes(name) && !mayShow(standing.step, name);
  useEffect(() => {
    if (away) route(pathOf(standing.step), true);
  }, [away, standing?.step]);
  if (arriving && isArrival(name)) return <ArrivalPage name={name} onDone={() => setArriving(false)} />;
  if (!loaded.done) return <FailureNotice action={load} />;
  if (away) return null;
  const Shown = name === '' ? Start : PAGES[name];
  if (!Shown || (!standing && !FREE.includes(name))) return <NoEnrolment />;
  return (
    <div class="enrolment">
      <Progress page={name} />
      <div class="enrolment-page">
        <Shown key={name} />
        {standing && name !== '' && (
          <div class="enrolment-tools">
            <HandOff />
            <CancelEnrolment />
          </div>
        )}
      </div>
    </div>
  );
}

/** The enrolment is asked for once per page load; later answers keep it fresh. */
const loaded = { done: false };
