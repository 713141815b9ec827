import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../lambdas/domain/ui-locales/ui-locales.ts';

describe('language', () => {
  it.each([
    ['fr-CA en', undefined, 'fr'],
    ['de it', 'ja;q=0.9, en;q=0.5', 'ja'],
    [undefined, 'pt-BR, fr-FR;q=0.8', 'fr'],
    [undefined, undefined, 'en'],
    ['', '', 'en'],
    ['constructor', '*', 'en'],
  ])('X4: ui_locales %s with Accept-Language %s gives %s', (uiLocales, acceptLanguage, language) => {
    expect(languageOf(uiLocales, acceptLanguage)).toBe(language);
  });
});
