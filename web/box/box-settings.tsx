import { useState } from 'preact/hooks';
import type { BoxView } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BOX_PATH } from './box-paths.ts';
import { OpenBox } from './open-box.tsx';
import { sizeText } from './size-text.ts';

function Closing({ onClosed }: { readonly onClosed: () => void }) {
  const [asking, setAsking] = useState(false);
  const close = useAction(async () => {
    await citizenCall('DELETE', '/api/mailbox');
    announce(t('box.is-closed'));
    onClosed();
  });
  return (
    <>
      <h2>{t('box.close')}</h2>
      <p>{t('box.close-text')}</p>
      <Button look="danger" small onPress={() => setAsking(true)}>
        {t('box.close-do')}
      </Button>
      {asking && (
        <Dialog title={t('box.close-title')} onClose={() => setAsking(false)}>
          <p>{t('box.close-text')}</p>
          <FailureNotice action={close} />
          <Button look="danger" busy={close.busy} onPress={() => close.run()}>
            {t('box.close-do')}
          </Button>
        </Dialog>
      )}
    </>
  );
}

const Storage = ({ box }: { readonly box: BoxView }) => (
  <>
    <h2 id="storage">{t('box.storage')}</h2>
    <p>{t('box.storage-text', { used: sizeText(box.bytes), of: sizeText(box.limitBytes) })}</p>
    <meter class="storage" aria-labelledby="storage" value={box.bytes} max={box.limitBytes} />
  </>
);

/** Consent, storage, closing. */
export const BoxSettings = () => (
  <Fetched<BoxView> path="/api/mailbox">
    {(box, reload) => (
      <>
        <a class="back" href={BOX_PATH}>
          <BackIcon />
          {t('box.title')}
        </a>
        {box.status === 'open' ? (
          <Page title={t('box.settings')}>
            {box.openedAt && <p>{t('box.opened', { date: dateAndTime(box.openedAt) })}</p>}
            {!box.receivesLetters && <p class="notice warn">{t('box.no-letters')}</p>}
            <Storage box={box} />
            <Closing onClosed={reload} />
          </Page>
        ) : (
          <OpenBox box={box} onOpened={reload} />
        )}
      </>
    )}
  </Fetched>
);
