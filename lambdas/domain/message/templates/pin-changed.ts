import type { MessageTemplate } from '../template.ts';

/** Tells a person that they have another code (B11). Data: `link`. */
export const pinChanged: MessageTemplate = {
  en: {
    subject: 'Your code was changed',
    text: 'Hello,\n\non your phone, a new 4-digit code was chosen after the old one had been typed. From now on only the new one counts.\n\nWas it not you? Then somebody has your phone and knew your code: recover your identity now, that phone loses its right.\n\n{link}',
    action: 'It was not me',
  },
  fr: {
    subject: 'Votre code a été modifié',
    text: 'Bonjour,\n\nsur votre téléphone, un nouveau code à 4 chiffres a été choisi après la saisie de l’ancien. Seul le nouveau compte désormais.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone et connaissait votre code : récupérez votre identité maintenant, ce téléphone perdra ses droits.\n\n{link}',
    action: 'Ce n’était pas moi',
  },
  ja: {
    subject: 'PINが変更されました',
    text: 'こんにちは。\n\nお使いの携帯電話で、現在のPINの入力後に新しい4桁のPINが登録されました。今後は新しいPINのみ有効です。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。すぐに復旧手続きをすると、その携帯電話は使えなくなります。\n\n{link}',
    action: '心当たりがない',
  },
};
