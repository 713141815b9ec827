import { Language } from '../../contracts/enrolment.ts';

const SUPPORTED = new Set<string>(Language.options);
export const UI_LOCALES: readonly Language[] = Language.options;

/** OIDC Core §3.1.2.1 `ui_locales` (by preference), else the browser's `Accept-Language`, else English. */
export function languageOf(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [...(uiLocales?.split(' ') ?? []), ...(acceptLanguage?.split(',') ?? [])];
  const primary = wanted.map((tag) => tag.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
  return (primary.find((language) => SUPPORTED.has(language)) as Language | undefined) ?? 'en';
}
