import type { ComponentType } from 'preact';
import { lazy } from 'preact-iso';
import type { Params } from './params.ts';

/** A page of the area `/organisation`. */
export interface OrganisationPage {
  /** `/organisation/:organisation/attributes`; the first that fits is shown. */
  readonly path: string;
  readonly Shown: ComponentType<{ readonly params: Params }>;
  /** `certificate`: the session must have been opened with an AUTHENTICATION certificate. */
  readonly needs?: 'certificate';
}

/** Every page, the more particular address first. A new one is one line here. */
export const PAGES: readonly OrganisationPage[] = [
  { path: '/organisation', Shown: lazy(() => import('./my-organisations.tsx')) },
  { path: '/organisation/register', Shown: lazy(() => import('./register.tsx')) },
  { path: '/organisation/ask', Shown: lazy(() => import('./ask-attribute.tsx')) },
  { path: '/organisation/check', Shown: lazy(() => import('./authority-check.tsx')) },
  { path: '/organisation/attributes', Shown: lazy(() => import('./own-attributes.tsx')) },
  { path: '/organisation/requests/:request', Shown: lazy(() => import('./request-page.tsx')) },
  { path: '/organisation/:organisation/attributes', Shown: lazy(() => import('./given-attributes.tsx')) },
  {
    path: '/organisation/:organisation/requests',
    Shown: lazy(() => import('../procedures/issuer-requests.tsx')),
    needs: 'certificate',
  },
  {
    path: '/organisation/:organisation/requests/:request',
    Shown: lazy(() => import('../procedures/issuer-request.tsx')),
    needs: 'certificate',
  },
  {
    path: '/organisation/:organisation/applications',
    Shown: lazy(() => import('../procedures/received-list.tsx')),
    needs: 'certificate',
  },
  {
    path: '/organisation/:organisation/applications/:application',
    Shown: lazy(() => import('../procedures/received-application.tsx')),
    needs: 'certificate',
  },
  {
    path: '/organisation/:organisation/applications/:application/attributes/:document',
    Shown: lazy(() => import('../procedures/attributes-page.tsx')),
    needs: 'certificate',
  },
  { path: '/organisation/:organisation', Shown: lazy(() => import('./one-organisation.tsx')) },
];

/** The page of an address, and what its variable parts are. */
export function pageOf(
  path: string,
): { readonly page: OrganisationPage; readonly params: Params } | undefined {
  for (const page of PAGES) {
    const params = matchPath(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}

function matchPath(pattern: string, path: string): Params | undefined {
  const [wanted, given] = [pattern, path].map((each) => each.split('/').filter(Boolean)) as [
    string[],
    string[],
  ];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return undefined;
  }
  return params;
}
