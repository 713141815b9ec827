import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { deviceCall } from './device-call.ts';
import { Keypad } from './keypad.tsx';
import { keepPhone, thisPhone } from './this-phone.ts';

/** The person's own 4-digit code, typed twice; the server refuses the ones everybody tries first. */
export function ChoosePin({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const [first, setFirst] = useState<string>();
  const [different, setDifferent] = useState(false);
  const choose = useAction(async (pins: { pin: string; repeated: string }) => {
    const device = thisPhone.value;
    if (!device) throw new Error(t('activate.no-key'));
    setFirst(undefined);
    await deviceCall(device, 'POST', '/api/authenticator/activation/pin', { token, ...pins });
    await keepPhone({ ...device, ready: true });
    onDone();
  });
  const typed = (pin: string): void => {
    choose.fail(undefined);
    setDifferent(false);
    if (first === undefined) setFirst(pin);
    else if (first === pin) choose.run({ pin: first, repeated: pin });
    else {
      setFirst(undefined);
      setDifferent(true);
    }
  };
  const again = first !== undefined;
  return (
    <Page
      key={again ? 'again' : 'first'}
      title={again ? t('pin.again') : t('pin.choose')}
      lead={again ? t('pin.again-lead') : t('pin.choose-lead')}
      centred
    >
      <FailureNotice action={choose} />
      {different && (
        <div class="notice bad" role="alert">
          <WarningIcon />
          <div>
            <h2>{t('pin.different')}</h2>
          </div>
        </div>
      )}
      <Keypad
        key={again ? 'again' : 'first'}
        label={again ? t('pin.again') : t('pin.choose')}
        busy={choose.busy}
        onPin={typed}
      />
    </Page>
  );
}
