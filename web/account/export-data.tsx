import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { saveFile } from '../signing/save-file.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon, InfoIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BackToAccount } from './back-to-account.tsx';
import { gatherExport } from './gather-export.ts';

/** `/app/account/export`: everything that is kept, as a file (B11, GDPR art. 20). */
export default function ExportData() {
  const [done, setDone] = useState(false);
  const make = useAction(async () => {
    const text = await gatherExport();
    const day = new Date().toISOString().slice(0, 10);
    saveFile(`guichet-${day}.json`, 'application/json', new TextEncoder().encode(text));
    announce(t('account.export-done'));
    setDone(true);
  });
  return (
    <>
      <BackToAccount />
      <Page title={t('account.export-title')} lead={t('account.export-lead')}>
        <FailureNotice action={make} />
        <p>{t('account.export-holds')}</p>
        <p>{t('account.export-not')}</p>
        <div class="notice">
          {done ? <CheckIcon /> : <InfoIcon />}
          <div>
            <p role="status">{t(done ? 'account.export-done' : 'account.export-careful')}</p>
          </div>
        </div>
        <div class="actions">
          <Button busy={make.busy} onPress={() => make.run()}>
            {t(make.busy ? 'account.export-making' : 'account.export-make')}
          </Button>
        </div>
      </Page>
    </>
  );
}
