import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { CodeEntry } from '../ui/code-entry.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { useDraft } from './draft.ts';
import { advance, enrolment } from './enrolment.ts';

const EMPTY = { phone: '' };

function PhoneNumber({ onSent }: { readonly onSent: () => void }) {
  const { entries, change } = useDraft('phone', EMPTY);
  const send = useAction(async () => {
    if (entries.phone.replace(/\D/g, '').length < 6) throw invalid([{ field: 'phone', code: 'phone' }]);
    await advance('POST', '/phone', { phone: entries.phone.trim() });
    onSent();
  });
  return (
    <Page title={t('phone.title')} lead={t('phone.lead')}>
      <FailureNotice action={send} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.run();
        }}
      >
        <TextField
          id="phone"
          type="tel"
          inputMode="tel"
          autocomplete="tel"
          label={t('label.phone')}
          hint={t('phone.hint')}
          value={entries.phone}
          wrong={fieldCode(send.failure, 'phone')}
          onValue={(phone) => change({ phone })}
        />
        <div class="actions">
          <Button type="submit" busy={send.busy}>
            {t('phone.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** The mobile number, proved by an SMS code; it becomes the sign-in identifier (A3, B-03). */
export default function Phone() {
  const [changing, setChanging] = useState(false);
  const pending = enrolment.value?.pending?.kind === 'phone' ? enrolment.value.pending : undefined;
  const { entries } = useDraft('phone', EMPTY);
  const check = useAction((code: string) => advance('POST', '/phone/confirm', { code }));
  const resend = useAction(() => advance('POST', '/phone', { phone: entries.phone.trim() }));
  if (!pending || changing) return <PhoneNumber onSent={() => setChanging(false)} />;
  return (
    <Page title={t('phone.code-title')} lead={t('phone.code-lead', { to: pending.to })}>
      <CodeEntry
        key={pending.expiresAt}
        label={t('code.sms-label')}
        length={pending.codeLength}
        expiresAt={pending.expiresAt}
        resendAt={pending.resendAt}
        check={check}
        resend={entries.phone ? resend : { ...resend, run: () => setChanging(true) }}
      />
      <Button look="quiet" onPress={() => setChanging(true)}>
        {t('phone.change')}
      </Button>
    </Page>
  );
}
