import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { BellIcon, CheckIcon, InfoIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Device } from './device.ts';
import { type PushState, pushState, turnOffPush, turnOnPush } from './push.ts';

/** What the person can do about it, where the button alone would not help. */
const Hindrance = ({ state }: { readonly state: 'denied' | 'home-screen' | 'unsupported' | 'failed' }) => (
  <div class="notice warn" role="status">
    <InfoIcon />
    <div>
      <h2>{t(`push.${state}`)}</h2>
      <p>{t(`push.${state}-text`)}</p>
    </div>
  </div>
);

function usePush(device: Device) {
  const [state, setState] = useState<PushState>(pushState);
  const show = (next: PushState): void => {
    setState(next);
    if (next === 'on' || next === 'off') announce(t(`push.${next}`));
  };
  const turnOn = useAction(async () => show(await turnOnPush(device)));
  const turnOff = useAction(async () => show(await turnOffPush(device)));
  return { state, turnOn, turnOff };
}

/** Whether this phone rings when a service asks (B3); text messages go on where it does not. */
export function Notifications({ device }: { readonly device: Device }) {
  const { state, turnOn, turnOff } = usePush(device);
  return (
    <Page title={t('push.title')} lead={t('push.lead')}>
      <FailureNotice action={turnOn} />
      <FailureNotice action={turnOff} />
      {state === 'on' && (
        <>
          <div class="notice">
            <CheckIcon />
            <div>
              <p>{t('push.on')}</p>
            </div>
          </div>
          <div class="actions">
            <Button look="second" busy={turnOff.busy} onPress={() => turnOff.run()}>
              {t('push.turn-off')}
            </Button>
          </div>
        </>
      )}
      {(state === 'off' || state === 'failed') && (
        <>
          {state === 'failed' ? <Hindrance state={state} /> : <p>{t('push.off')}</p>}
          <div class="actions">
            <Button busy={turnOn.busy} onPress={() => turnOn.run()}>
              {t('push.turn-on')}
            </Button>
          </div>
        </>
      )}
      {(state === 'denied' || state === 'home-screen' || state === 'unsupported') && (
        <Hindrance state={state} />
      )}
      <p class="soft small">{t('push.private')}</p>
    </Page>
  );
}

/** The same, offered once the phone is active: nothing is lost by going on without. */
export function OfferNotifications({ device }: { readonly device: Device }) {
  const { state, turnOn } = usePush(device);
  const [offered] = useState(state === 'off');
  if (!offered) return null;
  if (state === 'on') return <p role="status">{t('push.on')}</p>;
  return (
    <div class="notice offer">
      <BellIcon />
      <div>
        <h2>{t('push.offer')}</h2>
        <p>{t('push.lead')}</p>
        <FailureNotice action={turnOn} />
        {state === 'off' ? (
          <Button look="second" small busy={turnOn.busy} onPress={() => turnOn.run()}>
            {t('push.turn-on')}
          </Button>
        ) : (
          <p>{t(`push.${state}-text`)}</p>
        )}
      </div>
    </div>
  );
}
