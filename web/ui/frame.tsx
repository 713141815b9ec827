import type { ComponentChildren } from 'preact';
import { t } from '../i18n/translate.ts';
import { Announcer } from './announce.tsx';
import { Mark } from './icons.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { online } from './online.ts';

interface FrameProps {
  readonly home: string;
  readonly title: string;
  readonly tools?: ComponentChildren;
  readonly footer?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** What surrounds every page: skip link, header with the language, banner when offline, footer. */
export const Frame = ({ home, title, tools, footer, children }: FrameProps) => (
  <div class="frame">
    <a class="skip" href="#main">
      {t('skip')}
    </a>
    <header class="frame-header">
      <a class="brand" href={home}>
        <Mark />
        {title}
      </a>
      <div class="frame-tools">
        {tools}
        <LanguageSwitch />
      </div>
    </header>
    <div role="status">{!online.value && <p class="offline">{t('offline')}</p>}</div>
    <main class="frame-main" id="main" tabIndex={-1}>
      {children}
    </main>
    {footer && <footer class="frame-footer">{footer}</footer>}
    <Announcer />
  </div>
);
