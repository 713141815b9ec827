import type { MessageTemplate } from '../template.ts';

/** The second SMS code, which binds a phone (A11). Data: `code`, `minutes`. */
export const activationCode: MessageTemplate = {
  en: {
    text: '{code} binds this phone to your identity, good for {minutes} minutes. Never give it to anybody.',
  },
  fr: {
    text: '{code} lie ce téléphone à votre identité, valable {minutes} minutes. Ne le donnez à personne.',
  },
  ja: {
    text: '{code}：この携帯電話をあなたのIDに結び付けるコードです（{minutes}分間有効）。誰にも教えないでください。',
  },
};
