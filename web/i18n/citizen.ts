import { type Language, learn, type Words } from './translate.ts';

type Loaders = Record<Language, () => Promise<{ readonly default: Words }>>;

const START: Loaders = {
  en: () => import('./en/start.ts'),
  fr: () => import('./fr/start.ts'),
  ja: () => import('./ja/start.ts'),
};
const SPACE: Loaders = {
  en: () => import('./en/space.ts'),
  fr: () => import('./fr/space.ts'),
  ja: () => import('./ja/space.ts'),
};

/** What the app starts with, in one language. */
export const dictionaries = async (language: Language): Promise<Words> => (await START[language]()).default;

/** An area whose words come with it: `lazy(withSpaceWords(() => import('../box/box-area.tsx')))`. */
export const withSpaceWords =
  <Area>(load: () => Promise<Area>) =>
  async (): Promise<Area> => {
    const [area] = await Promise.all([
      load(),
      learn('space', async (language) => (await SPACE[language]()).default),
    ]);
    return area;
  };
