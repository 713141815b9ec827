import type { MessageTemplate } from '../template.ts';

/** A certificate was issued (C1). Data: `certificate`, `link`. */
export const certificateIssued: MessageTemplate = {
  en: {
    subject: 'Issued: {certificate}',
    text: 'Hello,\n\nyour certificate is ready: {certificate}. In your app you see how long it is valid; we write to you before it ends.\n\nYou did not request it? Revoke it now.\n\n{link}',
    action: 'See my certificates',
  },
  fr: {
    subject: 'Délivré : {certificate}',
    text: 'Bonjour,\n\nvotre certificat est prêt : {certificate}. Votre application indique jusqu’à quand il est valable ; nous vous écrirons avant la fin.\n\nVous ne l’avez pas demandé ? Révoquez-le maintenant.\n\n{link}',
    action: 'Voir mes certificats',
  },
  ja: {
    subject: '発行しました:{certificate}',
    text: 'こんにちは。\n\n{certificate}を発行しました。有効期限はアプリで確認できます。期限が近づいたらお知らせします。\n\n心当たりがない場合は、すぐに失効させてください。\n\n{link}',
    action: '証明書を見る',
  },
};
