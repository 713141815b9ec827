import { useEffect } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { GuichetArt } from '../ui/guichet-art.tsx';
import { ArrowIcon, CheckIcon, LockIcon, PhoneIcon } from '../ui/icons.tsx';

const STEPS = [
  { title: 'home.step-document', text: 'home.step-document-text' },
  { title: 'home.step-face', text: 'home.step-face-text' },
  { title: 'home.step-phone', text: 'home.step-phone-text' },
] as const;

const PROMISES = [
  { title: 'home.promise-device', text: 'home.promise-device-text' },
  { title: 'home.promise-choice', text: 'home.promise-choice-text' },
  { title: 'home.promise-human', text: 'home.promise-human-text' },
] as const;

/** The start page. */
export default function Home() {
  useEffect(() => {
    document.title = `Guichet · ${t('home.title')}`;
  });
  return (
    <>
      <section class="hero">
        <div class="hero-words">
          <h1>{t('home.title')}</h1>
          <p class="lead">{t('home.lead')}</p>
          <div class="actions">
            <ButtonLink href="/enrol">
              {t('home.create')}
              <ArrowIcon />
            </ButtonLink>
            <ButtonLink href="/app" look="second">
              <PhoneIcon />
              {t('home.open')}
            </ButtonLink>
          </div>
          <p class="soft small">{t('home.time')}</p>
        </div>
        <GuichetArt />
      </section>
      <section class="home-steps">
        <h2>{t('home.how')}</h2>
        <ol>
          {STEPS.map(({ title, text }) => (
            <li key={title}>
              <h3>{t(title)}</h3>
              <p>{t(text)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section class="home-promises">
        <h2>
          <LockIcon /> {t('home.promises')}
        </h2>
        <div class="promise-columns">
          {PROMISES.map(({ title, text }) => (
            <div key={title}>
              <h3>{t(title)}</h3>
              <p>{t(text)}</p>
            </div>
          ))}
        </div>
      </section>
      <section class="home-verify">
        <h2>
          <CheckIcon /> {t('home.verify')}
        </h2>
        <p>{t('home.verify-text')}</p>
        <ButtonLink href="/verify" look="second">
          {t('home.verify-do')}
        </ButtonLink>
      </section>
    </>
  );
}
