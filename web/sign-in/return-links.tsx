import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import type { SignInProps } from './sign-in-props.ts';

/** Support, create an account, forgotten code, back to who asked (B10). */
export function ReturnLinks({ view, decide }: SignInProps) {
  const cancel = useAction(() => decide('cancel'));
  return (
    <>
      <FailureNotice action={cancel} />
      <nav class="return-links" aria-label={t('sign-in.links')}>
        <Button look="quiet" busy={cancel.busy} onPress={() => cancel.run()}>
          {t('sign-in.return', { client: view.client.name })}
        </Button>
        <a href="/recover" target="_blank" rel="noreferrer">
          {t('sign-in.forgotten')}
        </a>
        <a href="/enrol" target="_blank" rel="noreferrer">
          {t('home.create')}
        </a>
        <a href="/help" target="_blank" rel="noreferrer">
          {t('footer.help')}
        </a>
      </nav>
    </>
  );
}
