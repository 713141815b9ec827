import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

/** This browser holds no key of an identity. */
export const NotActive = () => (
  <Page title={t('app.not-active')} lead={t('app.not-active-lead')}>
    <ol class="numbered">
      <li>{t('app.not-active-1')}</li>
      <li>{t('app.not-active-2')}</li>
    </ol>
    <div class="actions">
      <ButtonLink href="/enrol">{t('home.create')}</ButtonLink>
      <ButtonLink href="/recover" look="second">
        {t('next.recover')}
      </ButtonLink>
    </div>
  </Page>
);
