import type { MessageTemplate } from '../template.ts';

/** The level of an identity was raised by the code of the counter (D8). Data: `link`. */
export const levelRaised: MessageTemplate = {
  en: {
    subject: 'Your identity is now of the level “substantial”',
    text: 'Hello,\n\nyou typed the code of the counter: your identity is now of the level “substantial”. Services that ask for it, and the SIGNATURE certificate, are open to you.\n\nWas it not you? Get in touch with support now.\n\n{link}',
    action: 'Open my identity',
  },
  fr: {
    subject: 'Votre identité est désormais de niveau « substantiel »',
    text: 'Bonjour,\n\nvous avez saisi le code du guichet : votre identité est désormais de niveau « substantiel ». Les services qui l’exigent et le certificat de SIGNATURE vous sont ouverts.\n\nCe n’était pas vous ? Contactez le support maintenant.\n\n{link}',
    action: 'Ouvrir mon identité',
  },
  ja: {
    subject: 'デジタルIDの保証レベルが「中」になりました',
    text: 'こんにちは。\n\n窓口で受け取ったコードが入力され、デジタルIDの保証レベルが「中」になりました。このレベルを求めるサービスと署名用証明書を利用できます。\n\n心当たりがない場合は、すぐにサポートへご連絡ください。\n\n{link}',
    action: 'デジタルIDを開く',
  },
};
