import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { takeToken } from '../api/link-token.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';

const FACTS = ['undo.fact-back', 'undo.fact-phone', 'undo.fact-services', 'undo.fact-then'] as const;

const Ask = ({ busy, onUndo }: { readonly busy: boolean; readonly onUndo: () => void }) => (
  <>
    <ul class="ticks">
      {FACTS.map((key) => (
        <li key={key}>
          <CheckIcon />
          <span>{t(key)}</span>
        </li>
      ))}
    </ul>
    <div class="actions">
      <Button look="danger" busy={busy} onPress={onUndo}>
        {t('undo.do')}
      </Button>
      <ButtonLink href="/" look="quiet">
        {t('undo.it-was-me')}
      </ButtonLink>
    </div>
  </>
);

const Undone = () => (
  <Page title={t('undo.done')} lead={t('undo.done-lead')}>
    <div class="actions">
      <ButtonLink href="/recover">{t('next.recover')}</ButtonLink>
      <ButtonLink href="/help" look="second">
        {t('undo.no-phone')}
      </ButtonLink>
    </div>
  </Page>
);

const NoLink = () => (
  <Page title={t('activate.no-link')} lead={t('undo.no-link')}>
    <ButtonLink href="/help">{t('next.support')}</ButtonLink>
  </Page>
);

/** `/undo#…`: "it was not me", from the message to a former address; done by a press only, since mail programs open links by themselves. */
export default function Undo() {
  const [token] = useState(takeToken);
  const [done, setDone] = useState(false);
  const undo = useAction(async () => {
    await call('POST', '/api/account/contacts/undo', { token });
    announce(t('undo.done'));
    setDone(true);
  });
  if (done) return <Undone />;
  if (!token) return <NoLink />;
  return (
    <Page title={t('undo.title')} lead={t('undo.lead')}>
      <FailureNotice action={undo} />
      <Ask busy={undo.busy} onUndo={() => undo.run()} />
    </Page>
  );
}
