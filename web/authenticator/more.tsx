import { t } from '../i18n/translate.ts';
import { ArrowIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { AREAS } from './areas.ts';

/** Every area that has no place in the bar. */
export const More = () => (
  <Page title={t('more.title')}>
    <ul class="areas">
      {AREAS.filter((area) => !area.tab).map(({ path, label, text, Icon }) => (
        <li key={path}>
          <a href={path}>
            <Icon />
            <span>
              <strong>{t(label)}</strong>
              <span class="soft">{t(text)}</span>
            </span>
            <ArrowIcon />
          </a>
        </li>
      ))}
    </ul>
  </Page>
);
