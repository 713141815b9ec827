import { describe, expect, it } from 'vitest';
import { type CounterAct, counterActWord } from '../../../lambdas/domain/message/counter-act-words.ts';
import { noticeOf } from '../../../lambdas/domain/message/notice.ts';
import { renderEmail } from '../../../lambdas/domain/message/template.ts';
import { TEMPLATES } from '../../../lambdas/domain/message/templates.ts';

const LANGUAGES = ['en', 'fr', 'ja'] as const;
const DATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'certificate-applied': { certificate: 'X' },
  'certificate-ended': { certificate: 'X', reason: 'Y' },
  'certificate-suspended': { certificate: 'X' },
  'certificate-lifted': { certificate: 'X' },
  'signing-password-locked': {},
  moved: {},
  'counter-act': { act: 'Z' },
  'level-raised': {},
  'address-changed': {},
  'pin-changed': {},
  'account-closed': {},
  'organisation-admitted': { name: 'Acme' },
  'organisation-refused': { name: 'Acme' },
};

describe('messages to holders', () => {
  it.each(Object.entries(DATA))('X4: %s says the same in three languages, with one button', (name, data) => {
    const template = TEMPLATES[name];
    if (template === undefined) throw new Error(`There is no template ${name}.`);
    const mails = LANGUAGES.map((language) =>
      renderEmail(template, language, { ...data, link: 'https://id.example/app' }),
    );
    for (const { subject, text, html } of mails) {
      expect(subject).not.toBe('');
      expect(text).toContain('https://id.example/app');
      expect(html.match(/<a href=/g)).toHaveLength(1);
      expect(subject + text).not.toMatch(/[{}]/);
      for (const value of Object.values(data)) expect(subject + text).toContain(value);
    }
    expect(new Set(mails.map(({ text }) => text)).size).toBe(3);
  });

  it('E6: as a notice in the box the same words stand without greeting and link', () => {
    const notice = noticeOf('moved', 'en', {});
    expect(notice.title).toBe('You have moved: tell your businesses at once');
    expect(notice.text).not.toMatch(/Hello|link|http/);
    expect(notice.text).toContain('AUTHENTICATION certificate');
  });

  it('X3: every act of the counter has words in three languages', () => {
    const acts: readonly CounterAct[] = [
      'identity-shown',
      'pin-unlocked',
      'signing-password-unlocked',
      'upgrade-code-issued',
    ];
    for (const act of acts) {
      expect(new Set(LANGUAGES.map((language) => counterActWord(act, language))).size).toBe(3);
    }
  });
});
