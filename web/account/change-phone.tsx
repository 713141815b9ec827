import { t } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';

/** `/app/account/phone` */
export default function ChangePhone() {
  return <Page title={t('account.phone-title')} />;
}
