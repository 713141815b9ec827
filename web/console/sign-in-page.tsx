import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { signIn } from './operator.ts';

export function SignInPage() {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const enter = useAction(async () => {
    const missing = Object.entries({ username, password }).filter(([, value]) => value === '');
    if (missing.length > 0) throw invalid(missing.map(([field]) => ({ field, code: 'missing' })));
    await signIn(username, password);
  });
  return (
    <Page title={t('console.sign-in')} lead={t('console.sign-in-lead')} centred>
      <FailureNotice action={enter} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          enter.run();
        }}
      >
        <TextField
          id="username"
          label={t('label.username')}
          autocomplete="username"
          value={username}
          wrong={fieldCode(enter.failure, 'username')}
          onValue={setUsername}
        />
        <TextField
          id="password"
          type="password"
          label={t('label.password')}
          autocomplete="current-password"
          value={password}
          wrong={fieldCode(enter.failure, 'password')}
          onValue={setPassword}
        />
        <div class="actions">
          <Button type="submit" busy={enter.busy}>
            {t('console.sign-in')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
