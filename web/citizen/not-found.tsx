import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

export const NotFound = () => (
  <Page title={t('not-found.title')} lead={t('not-found.lead')}>
    <div class="actions">
      <ButtonLink href="/">{t('not-found.home')}</ButtonLink>
      <ButtonLink href="/help" look="second">
        {t('next.support')}
      </ButtonLink>
    </div>
  </Page>
);
