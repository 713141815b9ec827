import type { MessageTemplate } from '../template.ts';

/** Sent on submission (A10). Data: `reference`, `hours`. */
export const enrolmentInProgress: MessageTemplate = {
  en: {
    subject: 'Your identity verification is being processed',
    text: 'Hello,\n\nwe have received everything, and your identity verification is being processed. You will get an answer by email within {hours} hours.\n\nReference: {reference}',
  },
  fr: {
    subject: 'La vérification de votre identité est en cours',
    text: 'Bonjour,\n\nnous avons tout reçu et la vérification de votre identité est en cours. Vous recevrez une réponse par e-mail sous {hours} heures.\n\nRéférence : {reference}',
  },
  ja: {
    subject: '本人確認の手続き中です',
    text: 'こんにちは。\n\n必要なものをすべて受け取り、本人確認を進めています。結果は {hours} 時間以内にメールでお知らせします。\n\n受付番号：{reference}',
  },
};
