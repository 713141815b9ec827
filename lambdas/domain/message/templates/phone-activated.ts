import type { MessageTemplate } from '../template.ts';

/** Tells a person by e-mail that a phone may now approve in their name (A11, B4). Data: `device`, `link`. */
export const phoneActivated: MessageTemplate = {
  en: {
    subject: 'A phone now approves for you',
    text: 'Hello,\n\n“{device}” can now approve sign-ins with your identity and your 4-digit code. Any phone before it lost that right.\n\nWas it not you? Recover your identity at once:\n\n{link}',
    action: 'It was not me',
  },
  fr: {
    subject: 'Un téléphone approuve maintenant pour vous',
    text: 'Bonjour,\n\n« {device} » peut maintenant approuver des connexions avec votre identité et votre code à 4 chiffres. Un téléphone précédent a perdu ce droit.\n\nCe n’était pas vous ? Récupérez votre identité tout de suite :\n\n{link}',
    action: 'Ce n’était pas moi',
  },
  ja: {
    subject: '携帯電話が登録されました',
    text: 'こんにちは。\n\n「{device}」で、あなたのIDと4桁のPINによるログインの承認ができるようになりました。以前の携帯電話は使えなくなりました。\n\n心当たりがない場合は、すぐに復旧してください。\n\n{link}',
    action: '心当たりがない',
  },
};
