import { useEffect, useState } from 'preact/hooks';
import type { ClosingObstacle, ClosureView } from '../../lambdas/contracts/leaving.ts';
import { forgetDevice } from '../authenticator/device.ts';
import { forgetPush } from '../authenticator/push.ts';
import { thisPhone } from '../authenticator/this-phone.ts';
import { citizenCall, citizenSession } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BackToAccount } from './back-to-account.tsx';

const GOES = ['identity', 'services', 'certificates', 'box', 'rest'] as const;
const STAYS = ['record', 'certificates', 'evidence', 'pictures'] as const;

const WhatGoes = () => (
  <>
    <h2>{t('account.close-goes')}</h2>
    <ul>
      {GOES.map((what) => (
        <li key={what}>{t(`account.close-goes-${what}`)}</li>
      ))}
    </ul>
    <h2>{t('account.close-stays')}</h2>
    <ul>
      {STAYS.map((what) => (
        <li key={what}>{t(`account.close-stays-${what}`)}</li>
      ))}
    </ul>
    <p>
      <ButtonLink href="/app/account/export" look="second" small>
        {t('account.close-export')}
      </ButtonLink>
    </p>
  </>
);

/** Where a person does something about it. */
const PLACES: Readonly<Record<ClosingObstacle['kind'], (id: string) => string>> = {
  organisation: (id) => `/organisation/${id}`,
  service: (id) => `/app/connect/${id}`,
  application: (id) => `/app/procedures/${id}`,
};

const Obstacles = ({ obstacles }: ClosureView) => (
  <div class="notice warn">
    <WarningIcon />
    <div>
      <h2>{t('account.close-first')}</h2>
      <ul>
        {obstacles.map(({ kind, id, name }) => (
          <li key={id}>
            <a href={PLACES[kind](id)}>{t(`account.close-${kind}`, { name })}</a>
          </li>
        ))}
      </ul>
    </div>
  </div>
);

function Confirm({ onClosed }: { readonly onClosed: () => void }) {
  const word = t('account.close-confirm-word');
  const [typed, setTyped] = useState('');
  const close = useAction(async () => {
    if (typed.trim().toUpperCase() !== word)
      throw invalid([{ field: 'confirmation', code: 'confirmation-wrong' }]);
    await citizenCall('DELETE', '/api/account', { confirmation: word });
    onClosed();
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        close.run();
      }}
    >
      <FailureNotice action={close} />
      <TextField
        id="confirmation"
        label={t('account.close-word', { word })}
        value={typed}
        onValue={setTyped}
        capitals
        wrong={fieldCode(close.failure, 'confirmation')}
      />
      <div class="actions">
        <Button type="submit" look="danger" busy={close.busy}>
          {t('account.close-do')}
        </Button>
      </div>
    </form>
  );
}

/** The key is gone from this phone at once; that it is, is only told to the rest of the app when the person goes on. */
function Closed() {
  useEffect(() => {
    announce(t('account.closed-title'));
    void Promise.allSettled([forgetPush(), forgetDevice()]);
    return () => {
      citizenSession.value = null;
      thisPhone.value = null;
    };
  }, []);
  return (
    <Page title={t('account.closed-title')} lead={t('account.closed-lead')} centred>
      <p class="big-tick">
        <CheckIcon />
      </p>
      <div class="actions">
        <ButtonLink href="/" look="second">
          {t('account.closed-home')}
        </ButtonLink>
      </div>
    </Page>
  );
}

/** `/app/account/close`: what goes, what stays and why, and the one press after a typed word (B11). */
export default function CloseAccount() {
  const [closed, setClosed] = useState(false);
  if (closed) return <Closed />;
  return (
    <>
      <BackToAccount />
      <Page title={t('account.close-title')} lead={t('account.close-lead')}>
        <WhatGoes />
        <Fetched<ClosureView> path="/api/account/closure">
          {({ obstacles }) =>
            obstacles.length > 0 ? (
              <Obstacles obstacles={obstacles} />
            ) : (
              <Confirm onClosed={() => setClosed(true)} />
            )
          }
        </Fetched>
      </Page>
    </>
  );
}
