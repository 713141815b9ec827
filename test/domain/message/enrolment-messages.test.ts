import { describe, expect, it } from 'vitest';
import { adviceLines } from '../../../lambdas/domain/message/advice-texts.ts';
import { type MessageTemplate, renderEmail, renderSms } from '../../../lambdas/domain/message/template.ts';
import { emailAlreadyKnown } from '../../../lambdas/domain/message/templates/email-already-known.ts';
import { emailCode } from '../../../lambdas/domain/message/templates/email-code.ts';
import { phoneAlreadyKnown } from '../../../lambdas/domain/message/templates/phone-already-known.ts';
import { phoneCode } from '../../../lambdas/domain/message/templates/phone-code.ts';
import { registeredLetter } from '../../../lambdas/domain/message/templates/registered-letter.ts';
import { TEMPLATES } from '../../../lambdas/domain/message/templates.ts';
import { REASONS } from '../../../lambdas/domain/verification/reasons.ts';

const LANGUAGES = ['en', 'fr', 'ja'] as const;
const LINK = 'https://id.example/enrol/letter#abcdefghijklmnopqrstuvwxyz';
/** What the stories give each message. */
const DATA: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'email-code': { code: '123456', hours: '24', link: LINK },
  'email-already-known': { link: LINK },
  'registered-letter': { reference: 'K7PX-4M2Q', days: '15', link: LINK },
  'enrolment-in-progress': { reference: 'K7PX-4M2Q', hours: '24' },
  'enrolment-accepted': { reference: 'K7PX-4M2Q', days: '30', link: LINK },
  'enrolment-rejected': { reference: 'K7PX-4M2Q', reasons: '– a\n– b', link: LINK },
  'enrolment-retry': { reference: 'K7PX-4M2Q', reasons: '– a\n– b', link: LINK },
};
const MAILS: Readonly<Record<string, MessageTemplate | undefined>> = {
  ...TEMPLATES,
  'email-code': emailCode,
  'email-already-known': emailAlreadyKnown,
  'registered-letter': registeredLetter,
};

describe('messages of enrolment', () => {
  for (const [name, data] of Object.entries(DATA)) {
    it.each(LANGUAGES)(`X4: ${name} can be written in %s`, (language) => {
      const template = MAILS[name];
      if (template === undefined) throw new Error(`No template ${name}.`);
      const mail = renderEmail(template, language, data);
      for (const value of Object.values(data)) expect(mail.text + mail.subject).toContain(value);
      expect(mail.subject.length).toBeGreaterThan(3);
      expect(mail.html).toContain(`lang="${language}"`);
      if (data.link) expect(mail.html).toContain(`href="${LINK}"`);
    });
  }

  it.each(LANGUAGES)('A3: the SMS fits one message in %s', (language) => {
    const text = renderSms(phoneCode, language, { code: '1234', minutes: '10' });
    // GSM 03.38: 160 characters in Latin scripts, 70 in UCS-2.
    expect(text.length).toBeLessThanOrEqual(language === 'en' ? 160 : language === 'fr' ? 160 : 70);
    expect(renderSms(phoneAlreadyKnown, language, {})).not.toMatch(/\d/);
  });

  it.each(LANGUAGES)('A10: every reason of a decision has a sentence in %s', (language) => {
    for (const code of [...Object.keys(REASONS), 'phone-already-used', 'email-already-used']) {
      expect(adviceLines([code], language), code).toMatch(/^– .{8,}/);
    }
  });

  it('A10: the same advice is given once, and an unknown reason is not shown raw', () => {
    expect(adviceLines(['zone-unreadable', 'picture-unreadable'], 'en').split('\n')).toHaveLength(1);
    expect(adviceLines(['<script>'], 'en')).not.toContain('script');
  });
});
