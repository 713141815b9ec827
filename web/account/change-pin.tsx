import { useState } from 'preact/hooks';
import type { PinChangeRequest } from '../../lambdas/contracts/authenticator.ts';
import { deviceCall } from '../authenticator/device-call.ts';
import { Keypad } from '../authenticator/keypad.tsx';
import { Locked } from '../authenticator/phone-home.tsx';
import { thisPhone } from '../authenticator/this-phone.ts';
import { t } from '../i18n/translate.ts';
import { problemOf, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BackToAccount } from './back-to-account.tsx';

/** Digits that were typed so far: the code as it is, then the new one once. */
interface Typed {
  readonly current?: string;
  readonly pin?: string;
}

const STEPS = {
  current: { title: 'account.pin-current', lead: 'account.pin-current-lead' },
  first: { title: 'account.pin-new', lead: 'pin.choose-lead' },
  again: { title: 'pin.again', lead: 'pin.again-lead' },
} as const;

const stepOf = ({ current, pin }: Typed): keyof typeof STEPS =>
  current === undefined ? 'current' : pin === undefined ? 'first' : 'again';

const Different = () => (
  <div class="notice bad" role="alert">
    <WarningIcon />
    <div>
      <h2>{t('pin.different')}</h2>
    </div>
  </div>
);

const Done = () => (
  <Page title={t('account.pin-done')} lead={t('account.pin-done-lead')} centred>
    <p class="big-tick">
      <CheckIcon />
    </p>
    <div class="actions">
      <ButtonLink href="/app/account">{t('account.back')}</ButtonLink>
    </div>
  </Page>
);

/** The code as it is now was right: a new one that was refused is chosen anew without it. */
const NEW_CODE_REFUSED = ['pin-repeated', 'pin-sequence', 'pin-too-common', 'pin-birth-date'];
const keepsCurrent = (code: string | undefined): boolean =>
  code !== undefined && [...NEW_CODE_REFUSED, 'pin-phone-number', 'pin-unchanged'].includes(code);

/** `/app/account/code`: the code as it is, then another one typed twice (B11). */
export default function ChangePin() {
  const [typed, setTyped] = useState<Typed>({});
  const [different, setDifferent] = useState(false);
  const [done, setDone] = useState(false);
  const change = useAction(async (request: PinChangeRequest) => {
    if (!thisPhone.value) throw new Error(t('activate.no-key'));
    try {
      await deviceCall(thisPhone.value, 'PUT', '/api/account/pin', request);
    } catch (failure) {
      const code = failure instanceof Error ? problemOf(failure)?.code : undefined;
      setTyped(keepsCurrent(code) ? { current: request.current } : {});
      throw failure;
    }
    announce(t('account.pin-done'));
    setDone(true);
  });
  const onPin = (digits: string): void => {
    change.fail(undefined);
    setDifferent(false);
    const { current, pin } = typed;
    if (current === undefined) setTyped({ current: digits });
    else if (pin === undefined) setTyped({ current, pin: digits });
    else if (pin === digits) change.run({ current, pin, repeated: digits });
    else {
      setTyped({ current });
      setDifferent(true);
    }
  };
  if (done) return <Done />;
  if (
    problemOf(change.failure)?.next?.includes('recover') &&
    problemOf(change.failure)?.code === 'pin-locked'
  )
    return <Locked />;
  const step = stepOf(typed);
  return (
    <>
      <BackToAccount />
      <Page key={step} title={t(STEPS[step].title)} lead={t(STEPS[step].lead)} centred>
        <FailureNotice action={change} />
        {different && <Different />}
        <Keypad key={step} label={t(STEPS[step].title)} busy={change.busy} onPin={onPin} />
      </Page>
    </>
  );
}
