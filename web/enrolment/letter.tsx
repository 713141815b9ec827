import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';
import { LetterArt } from './art.tsx';
import { enrolment, reload } from './enrolment.ts';

/** The registered letter is on its way; its link opens the secure space, here or on another device (A6). */
export default function Letter() {
  usePolling(reload, 4000);
  return (
    <Page title={t('letter.title')} lead={t('letter.lead', { to: enrolment.value?.email ?? '' })}>
      <div class="letter-figure">
        <LetterArt />
      </div>
      <ol class="numbered">
        <li>{t('letter.step-1')}</li>
        <li>{t('letter.step-2')}</li>
        <li>{t('letter.step-3')}</li>
      </ol>
      <p class="waiting">
        <span class="spinner" aria-hidden="true" />
        {t('letter.waiting')}
      </p>
      <details>
        <summary>{t('letter.missing')}</summary>
        <div>
          <p>{t('letter.missing-text')}</p>
        </div>
      </details>
      <ButtonLink href="/enrol/channel" look="quiet">
        {t('letter.change-channel')}
      </ButtonLink>
    </Page>
  );
}
