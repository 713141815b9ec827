import type { MessageTemplate } from '../template.ts';

/** Proves a phone number by SMS (A3). Data: `code`, `minutes`. */
export const phoneCode: MessageTemplate = {
  en: { text: '{code} is your code, good for {minutes} minutes. Never give it to anybody who calls you.' },
  fr: {
    text: '{code} est votre code, valable {minutes} minutes. Ne le donnez jamais à quelqu’un qui vous appelle.',
  },
  ja: { text: '認証コード：{code}（{minutes}分間有効）。電話で尋ねられても決して教えないでください。' },
};
