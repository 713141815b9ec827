import type { ConsoleMessages, Language } from '../translate.ts';

const LOADERS: Record<Language, () => Promise<{ readonly default: ConsoleMessages }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
};

/** The reviewer console in one language. */
export const dictionaries = async (language: Language): Promise<ConsoleMessages> =>
  (await LOADERS[language]()).default;
