import { useState } from 'preact/hooks';
import { sentenceOf, t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { SignInProps } from './sign-in-props.ts';

const Notice = ({ code }: { readonly code: string }) => (
  <div class="notice warn" role="alert">
    <WarningIcon />
    <div>
      <h2>{sentenceOf(`notice.${code}`) ?? t('notice.other')}</h2>
    </div>
  </div>
);

/** The mobile number is the identifier (B-12); it is asked each time at `substantial` (B10). */
export function AskPhone({ view, decide }: SignInProps) {
  const [phone, setPhone] = useState(view.phoneHint ?? '');
  const ask = useAction(async () => {
    if (phone.replace(/\D/g, '').length < 6) throw invalid([{ field: 'phone', code: 'phone' }]);
    await decide('phone', { phone: phone.trim() });
  });
  return (
    <Page title={t('sign-in.title')} lead={t('sign-in.lead')}>
      {view.notice && <Notice code={view.notice} />}
      <FailureNotice action={ask} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask.run();
        }}
      >
        <TextField
          id="phone"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          label={t('label.phone')}
          hint={t('sign-in.phone-hint')}
          value={phone}
          wrong={fieldCode(ask.failure, 'phone')}
          onValue={setPhone}
        />
        <div class="actions">
          <Button type="submit" busy={ask.busy}>
            {t('continue')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
