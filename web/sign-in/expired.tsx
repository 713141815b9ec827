import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

export const Expired = () => (
  <Page title={t('expired.title')} lead={t('expired.lead')} centred>
    <div class="actions">
      <ButtonLink href="/help" look="second">
        {t('next.support')}
      </ButtonLink>
    </div>
  </Page>
);
