import type { MessageTemplate } from '../template.ts';

/** A person gave another address (C4). Data: `link`. */
export const addressChanged: MessageTemplate = {
  en: {
    subject: 'Your address was changed',
    text: 'Hello,\n\nyou gave a new address with your phone and your code. It does not stand in this message; you find it in your profile.\n\nWas it not you? Then somebody has your phone and your code: recover your identity now.\n\n{link}',
    action: 'Open my profile',
  },
  fr: {
    subject: 'Votre adresse a été modifiée',
    text: 'Bonjour,\n\nvous avez indiqué une nouvelle adresse avec votre téléphone et votre code. Elle ne figure pas dans ce message ; vous la trouverez dans votre profil.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone et votre code : récupérez votre identité maintenant.\n\n{link}',
    action: 'Ouvrir mon profil',
  },
  ja: {
    subject: '住所が変更されました',
    text: 'こんにちは。\n\nお使いの携帯電話とPINで、新しい住所が登録されました。住所はこのメールには書かれていません。プロフィールで確認できます。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。すぐに復旧手続きをしてください。\n\n{link}',
    action: 'プロフィールを開く',
  },
};
