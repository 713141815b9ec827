import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';

const QUESTIONS = [
  'code',
  'photo',
  'camera',
  'refused',
  'lost-phone',
  'forgotten',
  'data',
  'new-number',
] as const;

/** Support: the questions people ask, each with what to do (B10). */
export default function Help() {
  return (
    <Page title={t('help.title')} lead={t('help.lead')}>
      {QUESTIONS.map((question) => (
        <details key={question}>
          <summary>{t(`help.${question}`)}</summary>
          <div>
            <p>{t(`help.${question}-answer`)}</p>
          </div>
        </details>
      ))}
      <div class="actions">
        <ButtonLink href="/enrol">{t('home.create')}</ButtonLink>
        <ButtonLink href="/recover" look="second">
          {t('next.recover')}
        </ButtonLink>
      </div>
      <p class="soft">{t('help.counter')}</p>
    </Page>
  );
}
