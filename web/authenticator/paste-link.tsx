import { useState } from 'preact/hooks';
import { tokenOf } from '../api/link-token.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';

/** Links of emails open in the browser, not in an app on the home screen, which on an iPhone has keys of its own: there they are pasted. */
export function PasteLink({ onToken }: { readonly onToken: (token: string) => void }) {
  const [link, setLink] = useState('');
  const take = useAction(async () => {
    const token = tokenOf(link);
    if (!token) throw invalid([{ field: 'link', code: 'link' }]);
    onToken(token);
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        take.run();
      }}
    >
      <FailureNotice action={take} />
      <TextField
        id="link"
        label={t('label.link')}
        hint={t('activate.paste-hint')}
        value={link}
        wrong={fieldCode(take.failure, 'link')}
        onValue={setLink}
      />
      <div class="actions">
        <Button type="submit">{t('activate.paste')}</Button>
      </div>
    </form>
  );
}
