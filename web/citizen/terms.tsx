import { t } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';

const SECTIONS = ['service', 'precautions', 'data', 'keeping', 'rights'] as const;

/** Conditions, recommended precautions and data protection (Regulation (EU) 2015/1502 annex 2.1.1). */
export default function Terms() {
  return (
    <Page title={t('terms.title')}>
      {SECTIONS.map((section) => (
        <section key={section}>
          <h2>{t(`terms.${section}`)}</h2>
          <p>{t(`terms.${section}-text`)}</p>
        </section>
      ))}
    </Page>
  );
}
