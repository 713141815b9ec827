import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import type { SignInProps } from './sign-in-props.ts';

/** Nothing came to the phone: a text message, once; what is offered and said is the same for every number (X2). */
function TextMessage({ view, decide }: SignInProps) {
  const [sent, setSent] = useState(false);
  const said = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (sent) said.current?.focus(); // the button that had it is gone
  }, [sent]);
  const send = useAction(async () => {
    await decide('text-message');
    setSent(true); // also where the next look at the server is a moment old
    announce(t('waiting.text-sent'));
  });
  if (sent || view.textMessage === 'sent') {
    return (
      <p class="soft" tabIndex={-1} ref={said}>
        {t('waiting.text-sent')} {t('waiting.same-device')}
      </p>
    );
  }
  return (
    <div class="no-ring">
      <FailureNotice action={send} />
      <p class="soft">{t('waiting.nothing')}</p>
      <Button look="second" small busy={send.busy} onPress={() => send.run()}>
        {t('waiting.send-text')}
      </Button>
    </div>
  );
}

/** The request is on the phone; the same number stands on both screens (B-13). */
export function Waiting({ view, decide }: SignInProps) {
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
      <TextMessage view={view} decide={decide} />
    </Page>
  );
}
