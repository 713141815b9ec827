import type { MessageTemplate } from '../template.ts';

/** To the former address (B11). Data: `link` (undoes it), `days`. The last paragraph stands in the e-mail alone, not in the box. */
export const emailChanged: MessageTemplate = {
  en: {
    subject: 'The email address of your identity was changed',
    text: 'Hello,\n\nthe email address of your digital identity was changed, with your phone and your 4-digit code. From now on we write to the new one.\n\nWas it you? Then there is nothing to do.\n\nWas it not you? Then somebody has your phone and your code. For {days} days this link puts the former address back and shuts that phone out: {link}',
    action: 'It was not me',
  },
  fr: {
    subject: 'L’adresse e-mail de votre identité a été modifiée',
    text: 'Bonjour,\n\nl’adresse e-mail de votre identité numérique a été modifiée, avec votre téléphone et votre code à 4 chiffres. Désormais nous écrirons à la nouvelle.\n\nC’était vous ? Il n’y a rien à faire.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone et votre code. Pendant {days} jours, ce lien rétablit l’ancienne adresse et exclut ce téléphone : {link}',
    action: 'Ce n’était pas moi',
  },
  ja: {
    subject: 'デジタルIDのメールアドレスが変更されました',
    text: 'こんにちは。\n\nお使いの携帯電話と4桁のPINで、デジタルIDのメールアドレスが変更されました。今後は新しいアドレスにお送りします。\n\nご本人の操作であれば、何もする必要はありません。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。{days}日間、次のリンクで元のアドレスに戻し、その携帯電話を使えなくすることができます：{link}',
    action: '心当たりがありません',
  },
};
