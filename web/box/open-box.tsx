import { useState } from 'preact/hooks';
import type { BoxView } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Tick } from '../ui/field.tsx';
import { BellIcon, MailIcon, SafeIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';

/** What a box is for, and the consent that opens it. */
export function OpenBox({ box, onOpened }: { readonly box: BoxView; readonly onOpened: () => void }) {
  const [agreed, setAgreed] = useState(false);
  const open = useAction(async () => {
    if (!agreed) throw invalid([{ field: 'consent', code: 'tick' }]);
    await citizenCall('PUT', '/api/mailbox', { acceptsElectronicDelivery: true });
    onOpened();
  });
  return (
    <Page
      title={t(box.status === 'closed' ? 'box.closed-title' : 'box.open-title')}
      lead={t(box.status === 'closed' ? 'box.closed-lead' : 'box.open-lead')}
    >
      <ul class="ticks">
        <li>
          <MailIcon />
          <span>{t('box.open-letters')}</span>
        </li>
        <li>
          <BellIcon />
          <span>{t('box.open-notices')}</span>
        </li>
        <li>
          <SafeIcon />
          <span>{t('box.open-safe')}</span>
        </li>
      </ul>
      <FailureNotice action={open} />
      <Tick id="consent" checked={agreed} onChecked={setAgreed} wrong={fieldCode(open.failure, 'consent')}>
        {t('box.consent')}
      </Tick>
      <div class="actions">
        <Button busy={open.busy} onPress={() => open.run()}>
          {t(box.status === 'closed' ? 'box.open-again' : 'box.open')}
        </Button>
      </div>
    </Page>
  );
}
