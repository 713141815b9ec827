import type { MessageTemplate } from '../template.ts';

/** To the e-mail address, when the number changed (B11). Data: `link` (undoes it), `days`. The last paragraph is not in the box. */
export const phoneChanged: MessageTemplate = {
  en: {
    subject: 'The phone number of your identity was changed',
    text: 'Hello,\n\nthe phone number of your digital identity was changed, with your phone and your 4-digit code. From now on you sign in with the new number.\n\nWas it you? Then there is nothing to do.\n\nWas it not you? Then somebody has your phone and your code. For {days} days this link puts the former number back and shuts that phone out: {link}',
    action: 'It was not me',
  },
  fr: {
    subject: 'Le numéro de téléphone de votre identité a été modifié',
    text: 'Bonjour,\n\nle numéro de téléphone de votre identité numérique a été modifié, avec votre téléphone et votre code à 4 chiffres. Désormais vous vous connectez avec le nouveau numéro.\n\nC’était vous ? Il n’y a rien à faire.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone et votre code. Pendant {days} jours, ce lien rétablit l’ancien numéro et exclut ce téléphone : {link}',
    action: 'Ce n’était pas moi',
  },
  ja: {
    subject: 'デジタルIDの電話番号が変更されました',
    text: 'こんにちは。\n\nお使いの携帯電話と4桁のPINで、デジタルIDの電話番号が変更されました。今後は新しい番号でログインしてください。\n\nご本人の操作であれば、何もする必要はありません。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。{days}日間、次のリンクで元の番号に戻し、その携帯電話を使えなくすることができます：{link}',
    action: '心当たりがありません',
  },
};
