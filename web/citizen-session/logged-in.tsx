import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { Keypad } from '../authenticator/keypad.tsx';
import { NotActive } from '../authenticator/not-active.tsx';
import { Locked } from '../authenticator/phone-home.tsx';
import { readPhone, thisPhone } from '../authenticator/this-phone.ts';
import { t } from '../i18n/translate.ts';
import { problemOf, useAction } from '../ui/action.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { citizenSession, codeWanted, logIn, readSession } from './citizen-session.ts';

/** The four digits, typed and sent in the phone's name. */
function CodeEntry({ label }: { readonly label: string }) {
  const enter = useAction(async (pin: string) => {
    if (thisPhone.value) await logIn(thisPhone.value, pin);
  });
  if (problemOf(enter.failure)?.next?.includes('recover')) return <Locked />;
  return (
    <>
      <FailureNotice action={enter} />
      <Keypad label={label} busy={enter.busy} onPin={enter.run} />
      <p class="centred-line">
        <ButtonLink href="/recover" look="quiet" small>
          {t('sign-in.forgotten')}
        </ButtonLink>
      </p>
    </>
  );
}

const LogInPage = ({ needs }: { readonly needs: Needs }) => (
  <Page
    title={t('session.title')}
    lead={t(needs === 'certificate' ? 'session.lead-certificate' : 'session.lead')}
    centred
  >
    <CodeEntry label={t('session.title')} />
  </Page>
);

/** Logged in by code alone where a certificate is asked for: there is none, or it has ended. */
const CertificateNeeded = () => (
  <Page title={t('session.certificate')} lead={t('session.certificate-lead')} centred>
    <div class="actions">
      <ButtonLink href="/app/certificates">{t('next.apply-for-certificate')}</ButtonLink>
    </div>
    <h2>{t('session.certificate-again')}</h2>
    <p class="soft">{t('session.certificate-again-text')}</p>
    <CodeEntry label={t('session.title')} />
  </Page>
);

const CodeAgain = () => (
  <Dialog
    title={t(codeWanted.value === 'fresh' ? 'session.fresh' : 'session.ended')}
    onClose={() => {
      codeWanted.value = undefined;
    }}
  >
    <p>{t('session.kept')}</p>
    <CodeEntry label={t('session.title')} />
  </Dialog>
);

type Needs = 'pin' | 'certificate';

interface LoggedInProps {
  /** `certificate`: the session must have been opened with an AUTHENTICATION certificate. */
  readonly needs?: Needs;
  readonly children: ComponentChildren;
}

/**
 * What only the person themselves sees: the code is asked for first where it has to be. When the session ends later, it is
 * asked for over the page, which keeps what was typed.
 */
export function LoggedIn({ needs = 'pin', children }: LoggedInProps) {
  const look = useAction(async () => {
    await Promise.all([readPhone(), citizenSession.value ? undefined : readSession()]);
  });
  useEffect(() => look.run(), []);
  const [device, session] = [thisPhone.value, citizenSession.value];
  if (device === undefined || session === undefined) return <FailureNotice action={look} />;
  if (session === null) return device?.ready ? <LogInPage needs={needs} /> : <NotActive />;
  if (needs === 'certificate' && session.method !== 'certificate') return <CertificateNeeded />;
  return (
    <>
      {children}
      {codeWanted.value && device?.ready && <CodeAgain />}
    </>
  );
}
