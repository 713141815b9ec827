import { useCallback, useEffect, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { SignInView } from '../../lambdas/contracts/sign-in.ts';
import { call, RefusedCall } from '../api/call.ts';
import { hasChosenLanguage, language, speak, t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { usePolling } from '../ui/time.ts';
import { AskPhone } from './ask-phone.tsx';
import { Client } from './client.tsx';
import { Consent } from './consent.tsx';
import { Expired } from './expired.tsx';
import { ReturnLinks } from './return-links.tsx';
import type { SignInProps } from './sign-in-props.ts';
import { Waiting } from './waiting.tsx';
import './sign-in.css';

const GONE = [401, 403, 404, 410];
const isGone = (failure: Error | undefined): boolean =>
  failure instanceof RefusedCall && GONE.includes(failure.problem.status);

const Leaving = () => (
  <p class="waiting" role="status">
    <span class="spinner" aria-hidden="true" />
    {t('sign-in.leaving')}
  </p>
);

const Step = (props: SignInProps) => {
  const { state, continuesAs } = props.view;
  const [otherPhone, setOtherPhone] = useState(false);
  // Once that phone approved, nobody continues: the consent is its own.
  const asksOther = state === 'consent' && otherPhone && continuesAs !== undefined;
  if (state === 'phone' || asksOther) return <AskPhone {...props} />;
  if (state === 'waiting') return <Waiting {...props} />;
  if (state === 'consent') return <Consent {...props} onOtherPhone={() => setOtherPhone(true)} />;
  return state === 'finished' ? <Leaving /> : <Expired />;
};

/** The computer's half of signing in: phone number, binding number, consent, back to the service (B3, B5, B10). */
export default function SignIn() {
  const { interaction } = useRoute().params;
  const base = `/api/sign-in/${encodeURIComponent(interaction ?? '')}`;
  const [view, setView] = useState<SignInView>();
  const show = useCallback((next: SignInView) => {
    setView(next);
    if (next.redirectTo) location.replace(next.redirectTo);
    if (!hasChosenLanguage() && next.language !== language.value) void speak(next.language);
  }, []);
  const decide: SignInProps['decide'] = useCallback(
    async (path, body = {}) => show(await call<SignInView>('POST', `${base}/${path}`, body)),
    [base, show],
  );
  /** An unchanged consent stands: nothing is shown that nobody has to answer; if that fails, the page asks after all. */
  const load = useCallback(async () => {
    const next = await call<SignInView>('GET', base);
    if (next.remembered) await decide('consent', { decision: 'allow' }).catch(() => show(next));
    else show(next);
  }, [base, show, decide]);
  const first = useAction(load);
  useEffect(() => first.run(), [base]);
  usePolling(load, 2000, view?.state === 'waiting');

  if (isGone(first.failure)) return <Expired />;
  if (!view) return first.failure ? <FailureNotice action={first} /> : null;
  return (
    <div class="sign-in">
      <Client client={view.client} />
      <div class="sign-in-sheet">
        <Step view={view} decide={decide} />
      </div>
      {['phone', 'waiting', 'consent'].includes(view.state) && <ReturnLinks view={view} decide={decide} />}
    </div>
  );
}
