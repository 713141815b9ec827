import type { MessageTemplate } from '../template.ts';

/** The result letter of an accepted enrolment (A10), with the link that activates the phone (A11). Data: `reference`, `days`, `link`. */
export const enrolmentAccepted: MessageTemplate = {
  en: {
    subject: 'Your digital identity is verified',
    text: 'Hello,\n\nyour digital identity is verified. One step is left: open this link on your phone, type the code you get by SMS, and choose your own 4-digit code.\n\n{link}\n\nThe link works for {days} days, once. Reference: {reference}',
    action: 'Activate on my phone',
  },
  fr: {
    subject: 'Votre identité numérique est vérifiée',
    text: 'Bonjour,\n\nvotre identité numérique est vérifiée. Il reste une étape : ouvrez ce lien sur votre téléphone, saisissez le code reçu par SMS et choisissez votre propre code à 4 chiffres.\n\n{link}\n\nLe lien est valable {days} jours, une seule fois. Référence : {reference}',
    action: 'Activer sur mon téléphone',
  },
  ja: {
    subject: 'デジタルIDの本人確認が完了しました',
    text: 'こんにちは。\n\n本人確認が完了しました。残りは一つです。スマートフォンで次のリンクを開き、SMSで届くコードを入力して、4桁のPINを決めてください。\n\n{link}\n\nリンクは {days} 日間有効で、一度だけ使えます。受付番号：{reference}',
    action: 'スマートフォンで有効にする',
  },
};
