import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { CodeEntry } from '../ui/code-entry.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';
import { useDraft } from './draft.ts';
import { advance, enrolment, reload } from './enrolment.ts';

const EMPTY = { email: '' };

function Address({ onSent }: { readonly onSent: () => void }) {
  const { entries, change } = useDraft('email', EMPTY);
  const send = useAction(async () => {
    if (!/^\S+@\S+\.\S+$/.test(entries.email.trim())) throw invalid([{ field: 'email', code: 'email' }]);
    await advance('POST', '/email', { email: entries.email.trim() });
    onSent();
  });
  return (
    <Page title={t('email.title')} lead={t('email.lead')}>
      <FailureNotice action={send} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send.run();
        }}
      >
        <TextField
          id="email"
          type="email"
          inputMode="email"
          autocomplete="email"
          label={t('label.email')}
          hint={t('email.hint')}
          value={entries.email}
          wrong={fieldCode(send.failure, 'email')}
          onValue={(email) => change({ email })}
        />
        <div class="actions">
          <Button type="submit" busy={send.busy}>
            {t('code.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** The e-mail address, proved by a code or by the link of the same e-mail, opened anywhere (A2). */
export default function Email() {
  const [changing, setChanging] = useState(false);
  const pending = enrolment.value?.pending?.kind === 'email' ? enrolment.value.pending : undefined;
  const { entries } = useDraft('email', EMPTY);
  const check = useAction((code: string) => advance('POST', '/email/confirm', { code }));
  const resend = useAction(() => advance('POST', '/email', { email: entries.email.trim() }));
  usePolling(reload, 4000, pending !== undefined && !changing);
  if (!pending || changing) return <Address onSent={() => setChanging(false)} />;
  return (
    <Page title={t('email.code-title')} lead={t('email.code-lead', { to: pending.to })}>
      <CodeEntry
        key={pending.expiresAt}
        label={t('code.email-label')}
        length={pending.codeLength}
        expiresAt={pending.expiresAt}
        resendAt={pending.resendAt}
        check={check}
        resend={entries.email ? resend : { ...resend, run: () => setChanging(true) }}
      />
      <p class="soft">{t('email.other-device')}</p>
      <Button look="quiet" onPress={() => setChanging(true)}>
        {t('email.change')}
      </Button>
    </Page>
  );
}
