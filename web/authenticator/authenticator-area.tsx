import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { language, t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { MoreIcon, PhoneIcon } from '../ui/icons.tsx';
import { ApprovalPage } from './approval.tsx';
import { AREAS, areaOf } from './areas.ts';
import { type Device, keepLanguage } from './device.ts';
import { History } from './history.tsx';
import { More } from './more.tsx';
import { NotActive } from './not-active.tsx';
import { Notifications } from './notifications.tsx';
import { PhoneHome } from './phone-home.tsx';
import { keepPushOn } from './push.ts';
import { Services } from './services.tsx';
import { readPhone, thisPhone } from './this-phone.ts';
import { Trail } from './trail.tsx';
import './authenticator.css';

const FIRST_TAB = { path: '/app', label: 'app.tab-approvals', Icon: PhoneIcon } as const;
const LAST_TAB = { path: '/app/more', label: 'app.tab-more', Icon: MoreIcon } as const;
const TABS = [FIRST_TAB, ...AREAS.filter((area) => area.tab), LAST_TAB];

/** An area without a tab of its own is reached through "More". */
function tabOf(path: string): string {
  const area = areaOf(path);
  if (area) return area.tab ? area.path : LAST_TAB.path;
  return path === LAST_TAB.path ? LAST_TAB.path : FIRST_TAB.path;
}

const Tabs = ({ path }: { readonly path: string }) => (
  <nav class="tabs" aria-label={t('app.tabs')}>
    {TABS.map(({ path: href, label, Icon }) => (
      <a key={href} href={href} aria-current={tabOf(path) === href ? 'page' : undefined}>
        <Icon />
        {t(label)}
      </a>
    ))}
  </nav>
);

const shown = (path: string, device: Device) => {
  const approval = /^\/app\/approval\/([^/]+)$/.exec(path)?.[1];
  if (approval) return <ApprovalPage key={approval} id={approval} device={device} />;
  const Shown = areaOf(path)?.Shown;
  if (Shown) return <Shown />;
  if (path === '/app/more') return <More />;
  if (path === '/app/history') return <History device={device} />;
  if (path === '/app/services') return <Services device={device} />;
  if (path === '/app/notifications') return <Notifications device={device} />;
  if (path === '/app/trail') return <Trail device={device} />;
  return <PhoneHome device={device} />;
};

/** Notifications stay on, in the language shown; a failure is left to the next visit. */
function useStayingReachable(device: Device | null | undefined): void {
  const isReady = device?.ready === true;
  useEffect(() => {
    if (isReady) void keepLanguage(language.value).catch(() => undefined);
  }, [isReady, language.value]);
  useEffect(() => {
    if (isReady) void keepPushOn(device).catch(() => undefined);
  }, [isReady]);
}

/** `/app/…`: the phone's authenticator and the customer space. */
export default function AuthenticatorArea() {
  const { path } = useLocation();
  const read = useAction(readPhone);
  useEffect(() => read.run(), []);
  const device = thisPhone.value;
  useStayingReachable(device);
  if (device === undefined) return <FailureNotice action={read} />;
  if (!device?.ready) return <NotActive />;
  return (
    <div class="phone-app">
      {shown(path, device)}
      <Tabs path={path} />
    </div>
  );
}
