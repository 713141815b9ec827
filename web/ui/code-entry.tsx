import { useEffect, useRef, useState } from 'preact/hooks';
import { clock } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { type Action, fieldCode, invalid } from './action.ts';
import { Button } from './button.tsx';
import { Countdown } from './countdown.tsx';
import { FailureNotice } from './failure.tsx';
import { TextField } from './field.tsx';
import { secondsUntil, useNow } from './time.ts';

interface CodeEntryProps {
  readonly label: string;
  readonly length: number;
  readonly expiresAt: string;
  readonly resendAt: string;
  readonly check: Action<string>;
  readonly resend: Action<void>;
}

const Resend = ({ resendAt, resend }: Pick<CodeEntryProps, 'resendAt' | 'resend'>) => {
  const wait = secondsUntil(resendAt, useNow());
  return wait > 0 ? (
    <p class="soft numeric">{t('code.resend-in', { wait: clock(wait) })}</p>
  ) : (
    <Button look="quiet" busy={resend.busy} onPress={() => resend.run()}>
      {t('code.resend')}
    </Button>
  );
};

/** A code that came by e-mail or SMS: typed, pasted or filled in by the phone; sent off once it is complete. */
export function CodeEntry({ label, length, expiresAt, resendAt, check, resend }: CodeEntryProps) {
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  const submit = (typed: string): void => {
    if (typed.length === length) check.run(typed);
    else check.fail(invalid([{ field: 'code', code: 'code' }]));
  };
  const type = (value: string): void => {
    const digits = value.replace(/\D/g, '').slice(0, length);
    setCode(digits);
    if (digits.length === length && digits !== code) check.run(digits);
  };
  useEffect(() => {
    if (check.failure) setCode('');
  }, [check.failure]);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(code);
      }}
    >
      <FailureNotice action={check.failure ? check : resend} />
      <TextField
        id="code"
        label={label}
        hint={t('code.hint', { length })}
        value={code}
        onValue={type}
        inputMode="numeric"
        autocomplete="one-time-code"
        look="code"
        wrong={fieldCode(check.failure, 'code')}
      />
      <p class="soft">
        {t('code.valid')} <Countdown until={expiresAt} />
      </p>
      <div class="actions">
        <Button type="submit" busy={check.busy}>
          {t('code.confirm')}
        </Button>
        <Resend resendAt={resendAt} resend={resend} />
      </div>
    </form>
  );
}
