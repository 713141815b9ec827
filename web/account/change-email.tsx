import { t } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';

/** `/app/account/email` */
export default function ChangeEmail() {
  return <Page title={t('account.email-title')} />;
}
