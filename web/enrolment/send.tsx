import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { advance, enrolment } from './enrolment.ts';

/** Everything is there: hand it over. */
export default function Send() {
  const submit = useAction(() => advance('POST', '/submit'));
  const level = enrolment.value?.level ?? 'substantial';
  return (
    <Page title={t('send.title')} lead={t('send.lead')}>
      <FailureNotice action={submit} />
      <ul class="ticks">
        {(['send.data', 'send.pictures', 'send.video'] as const).map((key) => (
          <li key={key}>
            <CheckIcon />
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
      <p>{level === 'substantial' ? t('send.human') : t('send.automatic')}</p>
      <div class="actions">
        <Button busy={submit.busy} onPress={() => submit.run()}>
          {t('send.submit')}
        </Button>
      </div>
    </Page>
  );
}
