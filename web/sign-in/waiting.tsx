import { t } from '../i18n/translate.ts';
import { Countdown } from '../ui/countdown.tsx';
import { Page } from '../ui/page.tsx';
import type { SignInProps } from './sign-in-props.ts';

/** The request is on the phone; the same number stands on both screens (B-13). */
export function Waiting({ view }: SignInProps) {
  return (
    <Page title={t('waiting.title')} lead={t('waiting.lead')}>
      <div class="ticket binding">
        <span class="ticket-label">{t('waiting.number')}</span>
        <span class="binding-number">{view.bindingNumber}</span>
      </div>
      <ol class="numbered">
        <li>{t('waiting.step-1')}</li>
        <li>{t('waiting.step-2')}</li>
        <li>{t('waiting.step-3')}</li>
      </ol>
      <p class="waiting">
        <span class="spinner" aria-hidden="true" />
        <span>
          {t('waiting.for-phone')} <Countdown until={view.expiresAt} />
        </span>
      </p>
      <p class="soft">{t('waiting.same-device')}</p>
    </Page>
  );
}
