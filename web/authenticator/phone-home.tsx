import { useCallback, useEffect } from 'preact/hooks';
import type { ApprovalView } from '../../lambdas/contracts/authenticator.ts';
import { t } from '../i18n/translate.ts';
import { ClientLogo } from '../sign-in/client.tsx';
import { problemOf, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { LockIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';
import { approvals, lookForApprovals } from './approvals.ts';
import type { Device } from './device.ts';
import { forgetPhone } from './this-phone.ts';

const Request = ({ approval }: { readonly approval: ApprovalView }) => (
  <a class="request" href={`/app/approval/${approval.id}`}>
    <ClientLogo name={approval.client.name} logoUri={approval.client.logoUri} />
    <span>
      <strong>{approval.client.name}</strong>
      <span>{t('app.wants')}</span>
      <span class="soft">
        {t('app.left')} <Countdown until={approval.expiresAt} />
      </span>
    </span>
    <span class="button small">{t('app.look')}</span>
  </a>
);

export const Locked = () => (
  <div class="notice bad" role="alert">
    <LockIcon />
    <div>
      <h2>{t('app.locked')}</h2>
      <p>{t('app.locked-text')}</p>
      <div class="actions">
        <ButtonLink href="/recover" small>
          {t('next.recover')}
        </ButtonLink>
      </div>
    </div>
  </div>
);

const NotThisPhone = () => (
  <div class="notice warn">
    <LockIcon />
    <div>
      <h2>{t('app.replaced')}</h2>
      <p>{t('app.replaced-text')}</p>
      <div class="actions">
        <ButtonLink href="/recover" small>
          {t('next.recover')}
        </ButtonLink>
        <Button look="quiet" small onPress={() => void forgetPhone()}>
          {t('app.forget')}
        </Button>
      </div>
    </div>
  </div>
);

const ACCOUNT_NOTICE = { suspended: 'app.suspended', pending: 'app.pending' } as const;

/** Requests that wait, asked for every two seconds while the app is on the screen (B3). */
export function PhoneHome({ device }: { readonly device: Device }) {
  const look = useCallback(() => lookForApprovals(device), [device]);
  const first = useAction(look);
  useEffect(() => first.run(), [device]);
  const view = approvals.value;
  const count = view?.approvals.length ?? 0;
  useEffect(() => {
    if (count > 0) announce(t('app.arrived'));
  }, [count]);
  const unknown = problemOf(first.failure)?.status === 401;
  usePolling(look, 2000, !unknown);
  const status = view?.account.status;
  return (
    <Page title={view ? t('app.hello', { name: view.account.givenName }) : t('app.title')}>
      {unknown ? <NotThisPhone /> : !view && <FailureNotice action={first} />}
      {status === 'pin-locked' && <Locked />}
      {(status === 'suspended' || status === 'pending') && <p class="lead">{t(ACCOUNT_NOTICE[status])}</p>}
      {view?.approvals.map((approval) => (
        <Request key={approval.id} approval={approval} />
      ))}
      {view && count === 0 && status === 'active' && (
        <div class="quiet-counter">
          <p class="lead">{t('app.none')}</p>
          <p class="soft">{t('app.none-text')}</p>
        </div>
      )}
    </Page>
  );
}
