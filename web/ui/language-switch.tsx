import { chooseLanguage, isLanguage, LANGUAGES, language, t } from '../i18n/translate.ts';
import { GlobeIcon } from './icons.tsx';

export const LanguageSwitch = () => (
  <label class="language">
    <GlobeIcon />
    <span class="hidden-visually">{t('language')}</span>
    <select
      value={language.value}
      onChange={(event) => {
        const { value } = event.currentTarget;
        if (isLanguage(value)) void chooseLanguage(value);
      }}
    >
      {Object.entries(LANGUAGES).map(([code, name]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  </label>
);
