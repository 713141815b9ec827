import type { MessageTemplate } from '../template.ts';

/** Every business has answered, or not (E6). Data: `link`. */
export const moveTold: MessageTemplate = {
  en: {
    subject: 'Your move: the answers are there',
    text: 'Hello,\n\nthe businesses that you wanted to be told of your move have answered. Read what each said in your Notices box.\n\n{link}',
    action: 'Open my notices',
  },
  fr: {
    subject: 'Votre déménagement : les réponses sont là',
    text: 'Bonjour,\n\nles organismes que vous vouliez prévenir de votre déménagement ont répondu. Lisez leurs réponses dans vos avis.\n\n{link}',
    action: 'Ouvrir mes avis',
  },
  ja: {
    subject: '引越しの届出：回答が届きました',
    text: 'こんにちは。\n\n引越しの届出先からの回答がそろいました。「通知・お知らせボックス」でご確認ください。\n\n{link}',
    action: 'お知らせを開く',
  },
};
