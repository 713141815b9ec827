import { useLocation } from 'preact-iso';
import { NotFound } from '../citizen/not-found.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { t } from '../i18n/translate.ts';
import { BadgeIcon, OfficeIcon, PersonIcon, SearchIcon } from '../ui/icons.tsx';
import { pageOf } from './pages.ts';
import '../authenticator/authenticator.css';
import '../signing/signing.css';
import './organisation.css';

const TABS = [
  { href: '/organisation', label: 'organisation.title', Icon: OfficeIcon },
  { href: '/organisation/attributes', label: 'attribute.title', Icon: BadgeIcon },
  { href: '/organisation/check', label: 'authority-check.title', Icon: SearchIcon },
  { href: '/app/more', label: 'organisation.tab-own', Icon: PersonIcon },
] as const;

const tabOf = (path: string): string => {
  if (path === '/organisation/ask') return '/organisation/attributes';
  return TABS.some(({ href }) => href === path) ? path : '/organisation';
};

const Tabs = ({ path }: { readonly path: string }) => (
  <nav class="tabs" aria-label={t('app.tabs')}>
    {TABS.map(({ href, label, Icon }) => (
      <a key={href} href={href} aria-current={tabOf(path) === href ? 'page' : undefined}>
        <Icon />
        {t(label)}
      </a>
    ))}
  </nav>
);

/** `/organisation/…`: organisations, attributes, the check of a signed document. */
export default function OrganisationArea() {
  const { path } = useLocation();
  const found = pageOf(path);
  if (found === undefined) return <NotFound />;
  const { Shown, needs = 'pin' } = found.page;
  return (
    <LoggedIn needs={needs}>
      <div class="phone-app organisation-app">
        <Shown key={path} params={found.params} />
        <Tabs path={path} />
      </div>
    </LoggedIn>
  );
}
