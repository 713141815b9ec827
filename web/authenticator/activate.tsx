import { useEffect, useState } from 'preact/hooks';
import type { ActivationView } from '../../lambdas/contracts/authenticator.ts';
import { call } from '../api/call.ts';
import { takeToken } from '../api/link-token.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CodeEntry } from '../ui/code-entry.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { ChoosePin } from './choose-pin.tsx';
import { deviceName, makeDevice } from './device.ts';
import { deviceCall } from './device-call.ts';
import { OfferNotifications } from './notifications.tsx';
import { PasteLink } from './paste-link.tsx';
import { keepPhone, readPhone, thisPhone } from './this-phone.ts';
import './authenticator.css';

const KEPT = 'guichet-activation';

function kept(token: string): string {
  sessionStorage.setItem(KEPT, token);
  return token;
}

/** The token of the link: kept for this tab only, so that a reload goes on where it was. */
function activationToken(): string | undefined {
  const token = takeToken();
  return token ? kept(token) : (sessionStorage.getItem(KEPT) ?? undefined);
}

const NoLink = ({ onToken }: { readonly onToken: (token: string) => void }) => (
  <Page title={t('activate.no-link')} lead={t('activate.no-link-lead')}>
    <PasteLink onToken={onToken} />
    <div class="actions">
      <ButtonLink href="/recover" look="second">
        {t('next.recover')}
      </ButtonLink>
    </div>
  </Page>
);

const Done = ({ view }: { readonly view: ActivationView | undefined }) => (
  <Page title={t('activate.done')} lead={t('activate.done-lead')} centred>
    <p class="big-tick">
      <CheckIcon />
    </p>
    {view?.purpose === 'activate' && <p>{t('activate.install')}</p>}
    {thisPhone.value && <OfferNotifications device={thisPhone.value} />}
    <div class="actions">
      <ButtonLink href="/app">{t('activate.open')}</ButtonLink>
    </div>
  </Page>
);

const Welcome = ({ onStart, busy }: { readonly onStart: () => void; readonly busy: boolean }) => (
  <Page title={t('activate.title')} lead={t('activate.lead')}>
    <ul class="ticks">
      {(['activate.fact-phone', 'activate.fact-key', 'activate.fact-pin'] as const).map((key) => (
        <li key={key}>
          <CheckIcon />
          <span>{t(key)}</span>
        </li>
      ))}
    </ul>
    <div class="actions">
      <Button busy={busy} onPress={onStart}>
        {t('activate.start')}
      </Button>
    </div>
  </Page>
);

interface BindProps {
  readonly token: string;
  readonly view: ActivationView;
  readonly onView: (view: ActivationView) => void;
  readonly onBound: () => void;
}

function Bind({ token, view, onView, onBound }: BindProps) {
  const check = useAction(async (code: string) => {
    const device = await makeDevice();
    const body = { token, code, device: { name: deviceName(), key: device.publicKey } };
    const bound = await deviceCall<{ deviceId: string }>(
      device,
      'POST',
      '/api/authenticator/activation/code',
      body,
    );
    await keepPhone({ ...device, deviceId: bound.deviceId });
    onBound();
  });
  const resend = useAction(async () =>
    onView(await call<ActivationView>('POST', '/api/authenticator/activation', { token })),
  );
  return (
    <Page title={t('activate.code')} lead={t('phone.code-lead', { to: view.phone })}>
      <CodeEntry
        key={view.expiresAt}
        label={t('code.sms-label')}
        length={view.codeLength}
        expiresAt={view.expiresAt}
        resendAt={view.resendAt}
        check={check}
        resend={resend}
      />
    </Page>
  );
}

/** `/activate#token`: second SMS code, key of the phone, own code twice (A11); also after a lock or a new phone (B4). */
export default function Activate() {
  const [token, setToken] = useState(activationToken);
  const paste = (pasted: string): void => setToken(kept(pasted));
  const [view, setView] = useState<ActivationView>();
  const [step, setStep] = useState<ActivationView['step']>('code');
  const start = useAction(async () => {
    const answer = await call<ActivationView>('POST', '/api/authenticator/activation', { token });
    setView(answer);
    setStep(answer.step);
  });
  useEffect(() => {
    void readPhone();
  }, []);
  const finish = (): void => {
    sessionStorage.removeItem(KEPT);
    setStep('done');
  };
  if (!token) return <NoLink onToken={paste} />;
  if (step === 'done') return <Done view={view} />;
  if (!view)
    return (
      <>
        <FailureNotice action={start} />
        <Welcome busy={start.busy} onStart={() => start.run()} />
      </>
    );
  if (step === 'code')
    return <Bind token={token} view={view} onView={setView} onBound={() => setStep('pin')} />;
  if (!thisPhone.value?.deviceId) return <NoLink onToken={paste} />;
  return <ChoosePin token={token} onDone={finish} />;
}
