import type { MessageTemplate } from '../template.ts';

/** Tells a person that their code was locked (B4). Data: `link`. */
export const pinLocked: MessageTemplate = {
  en: {
    subject: 'Your code is locked',
    text: 'Hello,\n\nyour 4-digit code was typed wrong too many times and is locked. Your identity is kept. To choose a new code, open this page on your phone:\n\n{link}\n\nWas it not you? Then somebody has your phone: recover your identity now, the other phone loses its right.',
    action: 'Choose a new code',
  },
  fr: {
    subject: 'Votre code est bloqué',
    text: 'Bonjour,\n\nvotre code à 4 chiffres a été saisi trop souvent de travers et il est bloqué. Votre identité est conservée. Pour choisir un nouveau code, ouvrez cette page sur votre téléphone :\n\n{link}\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone : récupérez votre identité maintenant, l’autre téléphone perdra ses droits.',
    action: 'Choisir un nouveau code',
  },
  ja: {
    subject: 'PINがロックされました',
    text: 'こんにちは。\n\n4桁のPINの入力に続けて失敗したため、PINがロックされました。デジタルIDはそのまま残っています。スマートフォンで次のページを開き、新しいPINを決めてください。\n\n{link}\n\n心当たりがない場合は、誰かがあなたの携帯電話を使っています。すぐに復旧手続きをすると、その携帯電話は使えなくなります。',
    action: '新しいPINを決める',
  },
};
