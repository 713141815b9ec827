import { t } from '../i18n/translate.ts';
import { BackIcon } from '../ui/icons.tsx';

/** Over every page behind a line of `/app/account`. */
export const BackToAccount = () => (
  <a class="back" href="/app/account">
    <BackIcon />
    {t('account.title')}
  </a>
);
