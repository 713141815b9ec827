import { describe, expect, it } from 'vitest';
import type { LegibilityReason } from '../../lambdas/domain/identity-document/legibility/picture-signals.ts';
import { REASONS } from '../../lambdas/domain/verification/reasons.ts';
import { REASONS as REVIEWER_REASONS } from '../../web/console/reasons.ts';
import consoleEn from '../../web/i18n/console/en.ts';
import consoleFr from '../../web/i18n/console/fr.ts';
import consoleJa from '../../web/i18n/console/ja.ts';
import en from '../../web/i18n/en.ts';
import fr from '../../web/i18n/fr.ts';
import ja from '../../web/i18n/ja.ts';

const placeholders = (sentence: string): string[] => [...sentence.matchAll(/\{\w+\}/g)].map(String).sort();

const LANGUAGES: readonly (readonly [string, Record<string, string>, Record<string, string>])[] = [
  ['French', en, fr],
  ['Japanese', en, ja],
  ['French console', consoleEn, consoleFr],
  ['Japanese console', consoleEn, consoleJa],
];

describe('words', () => {
  it.each(LANGUAGES)(
    'X4: %s has every sentence, none empty, with the same placeholders',
    (_name, from, to) => {
      expect(Object.keys(to).sort()).toEqual(Object.keys(from).sort());
      for (const [key, sentence] of Object.entries(from)) {
        expect(to[key]?.trim(), key).not.toBe('');
        expect(placeholders(to[key] ?? ''), key).toEqual(placeholders(sentence));
      }
    },
  );

  it('X4: no sentence was left in English', () => {
    const same = Object.keys(fr).filter(
      (key) => (fr as Record<string, string>)[key] === (en as Record<string, string>)[key],
    );
    const alike = same.filter(
      (key) => !['app.title', 'label.code', 'app.tab-services', 'certificates.signature'].includes(key),
    );
    expect(alike.filter((key) => !/^[\w ]{1,8}$/.test((en as Record<string, string>)[key] ?? ''))).toEqual(
      [],
    );
    const names = ['app.title', 'label.pin', 'storage.kaztoken', 'storage.akey'];
    const untranslated = Object.entries(ja).filter(
      ([key, text]) =>
        !names.includes(key) &&
        /\p{L}/u.test(text.replaceAll(/\{\w+\}/g, '')) &&
        !/[\u3040-\u30ff\u4e00-\u9fff]/.test(text),
    );
    expect(untranslated).toEqual([]);
  });

  it('A10: every reason of a decision has a sentence', () => {
    const missing = Object.keys(REASONS).filter((code) => !(`reason.${code}` in en));
    expect(missing).toEqual([]);
  });

  it('A10: a reviewer can only give reasons the system knows, with the effect of the button', () => {
    const known: Readonly<Record<string, { readonly effect: string }>> = REASONS;
    for (const [outcome, codes] of Object.entries(REVIEWER_REASONS))
      for (const code of codes) expect(known[code]?.effect, code).toBe(outcome);
  });

  it('A7: every judgement of a picture has a sentence and an advice', () => {
    const reasons: Record<LegibilityReason, true> = {
      'too-small': true,
      'no-document': true,
      'too-dark': true,
      'too-bright': true,
      'too-blurred': true,
      glare: true,
      'cut-off': true,
      'too-far-away': true,
      'several-documents': true,
      'wrong-side': true,
      'no-portrait': true,
      'no-machine-readable-zone': true,
      'machine-readable-zone-unreadable': true,
    };
    for (const reason of Object.keys(reasons)) {
      expect(en, reason).toHaveProperty([`picture.${reason}`]);
      expect(en, reason).toHaveProperty([`picture.${reason}-advice`]);
    }
  });
});
