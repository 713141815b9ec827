import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { operator } from './operator.ts';

type Area = 'cases' | 'people' | 'organisations' | 'services';

/** Who sees which part; the server decides all the same. */
const AREAS: readonly { readonly area: Area; readonly role: string; readonly href: string }[] = [
  { area: 'cases', role: 'reviewer', href: '/console' },
  { area: 'people', role: 'clerk', href: '/console/counter' },
  { area: 'organisations', role: 'clerk', href: '/console/organisations' },
  { area: 'services', role: 'clerk', href: '/console/services' },
];

/** The part that a path leads to; a clerk who reviews nothing begins at the counter. */
export function areaOf(path: string, roles: readonly string[]): Area {
  const named = AREAS.find(({ area, href }) => area !== 'cases' && path === href)?.area;
  if (named !== undefined) return named;
  return roles.includes('reviewer') ? 'cases' : 'people';
}

/** Between the parts of the console. */
export function Areas() {
  const { path } = useLocation();
  const roles = operator.value?.roles ?? [];
  const open = AREAS.filter(({ role }) => roles.includes(role));
  if (open.length < 2) return null;
  const here = areaOf(path, roles);
  return (
    <nav class="row areas" aria-label={t('console.title')}>
      {open.map(({ area, href }) => (
        <a key={area} href={href} aria-current={area === here ? 'page' : undefined}>
          {t(`counter.${area}`)}
        </a>
      ))}
    </nav>
  );
}
