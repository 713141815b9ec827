import type { ConsoleMessages, Language, Messages } from '../translate.ts';

const SHARED: Record<Language, () => Promise<{ readonly default: Messages }>> = {
  en: () => import('../en.ts'),
  fr: () => import('../fr.ts'),
  ja: () => import('../ja.ts'),
};
const OWN: Record<Language, () => Promise<{ readonly default: ConsoleMessages }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
};

/** The reviewer console in one language: its own words, and those of the citizens' app for reasons and data. */
export async function dictionaries(language: Language): Promise<Messages & ConsoleMessages> {
  const [shared, own] = await Promise.all([SHARED[language](), OWN[language]()]);
  return { ...shared.default, ...own.default };
}
