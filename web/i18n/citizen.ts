import type { Language, Messages } from './translate.ts';

const LOADERS: Record<Language, () => Promise<{ readonly default: Messages }>> = {
  en: () => import('./en.ts'),
  fr: () => import('./fr.ts'),
  ja: () => import('./ja.ts'),
};

/** The citizens' app in one language. */
export const dictionaries = async (language: Language): Promise<Messages> =>
  (await LOADERS[language]()).default;
