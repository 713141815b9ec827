import type { Language } from '../../contracts/enrolment.ts';

export const UI_LOCALES: readonly Language[] = ['en', 'fr', 'ja'];

const isSupported = (tag: string): tag is Language => (UI_LOCALES as readonly string[]).includes(tag);

/** OIDC Core §3.1.2.1 `ui_locales` (by preference), else the browser's `Accept-Language`, else English. */
export function languageOf(uiLocales: string | undefined, acceptLanguage: string | undefined): Language {
  const wanted = [...(uiLocales?.split(' ') ?? []), ...(acceptLanguage?.split(',') ?? [])];
  const primary = wanted.map((tag) => tag.trim().split(/[-;]/)[0]?.toLowerCase() ?? '');
  return primary.find(isSupported) ?? 'en';
}
