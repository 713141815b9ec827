import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { HistoryIcon, LinkIcon, ListIcon, PhoneIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { ApprovalPage } from './approval.tsx';
import type { Device } from './device.ts';
import { History } from './history.tsx';
import { PhoneHome } from './phone-home.tsx';
import { Services } from './services.tsx';
import { readPhone, thisPhone } from './this-phone.ts';
import { Trail } from './trail.tsx';
import './authenticator.css';

const NotActive = () => (
  <Page title={t('app.not-active')} lead={t('app.not-active-lead')}>
    <ol class="numbered">
      <li>{t('app.not-active-1')}</li>
      <li>{t('app.not-active-2')}</li>
    </ol>
    <div class="actions">
      <ButtonLink href="/enrol">{t('home.create')}</ButtonLink>
      <ButtonLink href="/recover" look="second">
        {t('next.recover')}
      </ButtonLink>
    </div>
  </Page>
);

const TABS = [
  { path: '/app', label: 'app.tab-approvals', Icon: PhoneIcon },
  { path: '/app/history', label: 'app.tab-history', Icon: HistoryIcon },
  { path: '/app/services', label: 'app.tab-services', Icon: LinkIcon },
  { path: '/app/trail', label: 'app.tab-trail', Icon: ListIcon },
] as const;

const Tabs = ({ path }: { readonly path: string }) => (
  <nav class="tabs" aria-label={t('app.tabs')}>
    {TABS.map(({ path: href, label, Icon }) => (
      <a key={href} href={href} aria-current={path === href ? 'page' : undefined}>
        <Icon />
        {t(label)}
      </a>
    ))}
  </nav>
);

const shown = (path: string, device: Device) => {
  const approval = /^\/app\/approval\/([^/]+)$/.exec(path)?.[1];
  if (approval) return <ApprovalPage key={approval} id={approval} device={device} />;
  if (path === '/app/history') return <History device={device} />;
  if (path === '/app/services') return <Services device={device} />;
  if (path === '/app/trail') return <Trail device={device} />;
  return <PhoneHome device={device} />;
};

/** `/app/…`: the phone's authenticator and the customer space. */
export default function AuthenticatorArea() {
  const { path } = useLocation();
  const read = useAction(readPhone);
  useEffect(() => read.run(), []);
  const device = thisPhone.value;
  if (device === undefined) return <FailureNotice action={read} />;
  if (!device?.ready) return <NotActive />;
  return (
    <div class="phone-app">
      {shown(path, device)}
      <Tabs path={path} />
    </div>
  );
}
