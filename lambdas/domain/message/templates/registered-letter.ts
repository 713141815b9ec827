import type { MessageTemplate } from '../template.ts';

/** The electronic registered letter whose link opens the secure space (A6). Data: `reference`, `days`, `link`. */
export const registeredLetter: MessageTemplate = {
  en: {
    subject: 'A registered letter is waiting for you: verify your identity',
    text: 'Hello,\n\nan electronic registered letter is waiting for you. Opening it accepts it, and leads you to the secure space where your identity is verified. Have your identity document, a camera and a microphone at hand.\n\n{link}\n\nYou have {days} days to open it. Reference: {reference}. Do not pass this email on: its link is meant for you alone.',
    action: 'Verify my identity',
  },
  fr: {
    subject: 'Un recommandé électronique vous attend : vérifiez votre identité',
    text: 'Bonjour,\n\nun recommandé électronique vous attend. L’ouvrir vaut acceptation et vous mène à l’espace sécurisé où votre identité est vérifiée. Préparez votre document d’identité, une caméra et un micro.\n\n{link}\n\nVous avez {days} jours pour l’ouvrir. Référence : {reference}. Ne transférez pas cet e-mail : son lien vous est réservé.',
    action: 'Vérifier mon identité',
  },
  ja: {
    subject: '電子書留が届いています：本人確認のご案内',
    text: 'こんにちは。\n\n電子書留が届いています。開封すると受領となり、本人確認を行う安全なスペースに進みます。身分証明書、カメラ、マイクをご用意ください。\n\n{link}\n\n開封期限は {days} 日間です。受付番号：{reference}。このメールのリンクはご本人専用です。転送しないでください。',
    action: '本人確認に進む',
  },
};
