import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { MailIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import Activate from './activate.tsx';

const Sent = () => (
  <Page title={t('recover.sent')} lead={t('recover.sent-lead')}>
    <div class="notice">
      <MailIcon />
      <div>
        <p>{t('recover.sent-what')}</p>
        <p>
          <a href="/activate">{t('recover.sent-paste')}</a>
        </p>
      </div>
    </div>
  </Page>
);

function AskPhone() {
  const [phone, setPhone] = useState('');
  const [sent, setSent] = useState(false);
  const ask = useAction(async () => {
    if (phone.replace(/\D/g, '').length < 6) throw invalid([{ field: 'phone', code: 'phone' }]);
    await call('POST', '/api/authenticator/recovery', { phone: phone.trim() });
    setSent(true);
  });
  if (sent) return <Sent />;
  return (
    <Page title={t('recover.title')} lead={t('recover.lead')}>
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
          hint={t('recover.hint')}
          value={phone}
          wrong={fieldCode(ask.failure, 'phone')}
          onValue={setPhone}
        />
        <div class="actions">
          <Button type="submit" busy={ask.busy}>
            {t('recover.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** Locked code, forgotten code, new phone: the identity stays (B4). The e-mail's link may lead here too. */
export default function Recover() {
  const [linked] = useState(() => location.hash.length > 20);
  return linked ? <Activate /> : <AskPhone />;
}
